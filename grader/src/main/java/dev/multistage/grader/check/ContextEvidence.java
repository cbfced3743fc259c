package dev.multistage.grader.check;

import dev.multistage.grader.context.FilteredContext;

/**
 * A build context as evidence.
 *
 * @param file the Dockerfile that is built with it
 * @param context what the build is sent, and what is left out
 */
public record ContextEvidence(String file, FilteredContext context) {}
