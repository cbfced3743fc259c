package dev.multistage.grader.exercise;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names an exercise: {@code exercise-3}.
 *
 * @param number its place in the course, from 1
 */
public record ExerciseId(int number) implements Comparable<ExerciseId> {

    private static final Pattern FORM =
            Pattern.compile("(?:exercise[-_ ]?)?0*([1-9][0-9]{0,3})(?:-[a-z0-9-]*)?");

    public ExerciseId {
        if (number < 1) {
            throw new IllegalArgumentException("an exercise's number starts at 1, not " + number);
        }
    }

    /**
     * Reads what a person types: {@code exercise-3}, {@code exercise-03}, {@code 3}, the folder's
     * name or a path to the folder.
     */
    public static Optional<ExerciseId> parse(String typed) {
        String lower = typed.strip().toLowerCase(Locale.ROOT).replaceAll("/+$", "");
        Matcher form = FORM.matcher(lower.substring(lower.lastIndexOf('/') + 1));
        return form.matches()
                ? Optional.of(new ExerciseId(Integer.parseInt(form.group(1))))
                : Optional.empty();
    }

    @Override
    public int compareTo(ExerciseId other) {
        return Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return "exercise-" + number;
    }
}
