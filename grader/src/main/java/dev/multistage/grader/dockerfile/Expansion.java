package dev.multistage.grader.dockerfile;

import java.util.Set;

/**
 * A word with its variables replaced.
 *
 * @param text the word afterwards, quotes and escapes resolved
 * @param undefined the variables that it names and that the Dockerfile does not set; the base image
 *     may set them
 */
public record Expansion(String text, Set<String> undefined) {

    public Expansion {
        undefined = Set.copyOf(undefined);
    }
}
