package dev.multistage.grader.grading;

import java.util.Optional;

/**
 * An image that was built to be looked at.
 *
 * @param dockerfile the Dockerfile it was built from
 * @param tag its name; empty if it was not built
 * @param unpackedBytes sum of regular-file sizes over its layers; 0 if it was not built
 * @param failure why it was not built
 */
public record Kept(String dockerfile, String tag, long unpackedBytes, Optional<String> failure) {}
