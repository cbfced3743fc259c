package dev.multistage.grader.dockerfile;

import java.util.Map;
import java.util.Optional;

/**
 * A {@code --mount} of a RUN instruction, as written: variables are not yet replaced.
 *
 * @param type {@code bind} (also when none is given), {@code cache}, {@code tmpfs}, {@code secret}
 *     or {@code ssh}; something else if it is misspelt or a variable
 * @param from the stage or image that is mounted
 * @param source the path in it or in the build context; may be empty
 * @param target where it is mounted; may be empty
 * @param options all keys, lower case, with their values; a key without a value has an empty one
 * @param position where the flag stands
 */
public record Mount(
        String type,
        Optional<String> from,
        String source,
        String target,
        Map<String, String> options,
        Position position) {

    public Mount {
        options = Map.copyOf(options);
    }

    static Mount of(Map<String, String> options, Position position) {
        String from = options.getOrDefault("from", "");
        return new Mount(
                GoCharacters.lower(options.getOrDefault("type", "bind")),
                from.isEmpty() ? Optional.empty() : Optional.of(from),
                first(options, "source", "src"),
                first(options, "target", "dst", "destination"),
                options,
                position);
    }

    private static String first(Map<String, String> options, String... keys) {
        for (String key : keys) {
            if (options.containsKey(key)) {
                return options.get(key);
            }
        }
        return "";
    }
}
