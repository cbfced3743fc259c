package dev.multistage.grader.dockerfile;

import java.util.Optional;

/**
 * A flag of an instruction, for example {@code --from=build}.
 *
 * @param name the name without the dashes
 * @param value what stands behind the equals sign, quotes resolved; empty without one
 * @param start where the flag begins
 * @param end the place behind it
 */
public record Flag(String name, Optional<String> value, Position start, Position end) {

    /** Returns the flag as BuildKit's parser keeps it: quotes resolved, dashes kept. */
    public String word() {
        return "--" + name + value.map(text -> "=" + text).orElse("");
    }

    static Flag of(String word, Position start, Position end) {
        int equals = word.indexOf('=');
        return equals < 0
                ? new Flag(word.substring(2), Optional.empty(), start, end)
                : new Flag(
                        word.substring(2, equals),
                        Optional.of(word.substring(equals + 1)),
                        start,
                        end);
    }
}
