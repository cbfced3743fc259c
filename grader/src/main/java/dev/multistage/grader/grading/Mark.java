package dev.multistage.grader.grading;

/**
 * An achievement beyond passing.
 *
 * @param id its name
 * @param megabytes the image must not be larger
 * @param reached whether it was reached
 */
public record Mark(String id, double megabytes, boolean reached) {}
