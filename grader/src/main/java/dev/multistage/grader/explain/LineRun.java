package dev.multistage.grader.explain;

/**
 * How a build ran one instruction.
 *
 * @param line the instruction's first line, counted from 1
 * @param cached whether the result came from the build cache
 * @param seconds how long it ran; 0 if cached
 */
public record LineRun(int line, boolean cached, double seconds) {}
