package dev.multistage.grader.docker;

/**
 * A warning of BuildKit's own Dockerfile linter.
 *
 * @param rule the rule's name, for example {@code FromAsCasing}; empty if the engine names none
 * @param message the warning in one sentence
 * @param url where it is explained; may be empty
 * @param line the Dockerfile line (1-based), 0 if unknown
 */
public record BuildWarning(String rule, String message, String url, int line) {}
