package dev.multistage.grader.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A learner's answers file.
 *
 * @param file its name, relative to {@code app/}
 * @param given what was answered, by key; keys of nested objects are joined by a dot
 * @param defect why the file cannot be used; empty if it can
 * @param where the line with the defect, if known
 */
public record Answers(String file, Map<String, Given> given, String defect, Optional<Place> where) {

    public Answers {
        given = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(given));
    }

    /** Answers that can be used. */
    public static Answers of(String file, Map<String, Given> given) {
        return new Answers(file, given, "", Optional.empty());
    }

    /** A file that cannot be used. */
    public static Answers unusable(String file, String defect, Optional<Place> where) {
        return new Answers(file, Map.of(), defect, where);
    }

    /** Returns the answer to a question, or empty if the key is missing. */
    public Optional<Given> to(String key) {
        return Optional.ofNullable(given.get(key));
    }

    /**
     * One answer.
     *
     * @param text as written, without quotes; empty for {@code null}; untrusted
     * @param number its value if it is a number
     * @param place the line where it stands
     */
    public record Given(String text, OptionalDouble number, Place place) {

        List<Place> places() {
            return List.of(place);
        }
    }
}
