package dev.multistage.grader.progress;

/**
 * A criterion that an attempt did not meet; the texts may hold what a learner wrote.
 *
 * @param code the failure's code
 * @param requirement what was demanded, as a phrase
 * @param observed what was measured
 * @param next the next move
 */
public record Failing(String code, String requirement, String observed, String next) {}
