/**
 * The terminal of watching, and the only package that knows JLine: {@code LiveTerminal} takes it
 * over, {@code WatchScreen} lays a state out as lines, {@code PlainView} is for where nothing can
 * be redrawn.
 */
package dev.multistage.grader.terminal;
