package dev.multistage.grader.dockerfile;

import java.util.Optional;

/**
 * A name and its value in ARG, ENV or LABEL, as written: quotes kept, variables not yet replaced.
 *
 * @param name the name
 * @param value the value; empty for {@code ARG NAME} without a default
 * @param legacy whether it is of the old form {@code ENV name value}
 * @param start where the name begins
 * @param end the place behind the value
 */
public record Assignment(
        String name, Optional<String> value, boolean legacy, Position start, Position end) {}
