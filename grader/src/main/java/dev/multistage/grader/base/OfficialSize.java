package dev.multistage.grader.base;

/**
 * The size of an official image on linux/amd64, unpacked.
 *
 * @param bytes the size, 0 if nobody publishes it
 * @param source where the figure comes from, with its date
 */
public record OfficialSize(long bytes, String source) {}
