/**
 * Explains an image: which line of its Dockerfile put which bytes into it, which of them nobody can
 * see or nobody needs, and what to do first. Records only; no engine, no I/O.
 */
package dev.multistage.grader.explain;
