package dev.multistage.grader.author;

import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.exercise.Submission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One set of editable files that the course has for an exercise, and what it must get.
 *
 * @param exercise the exercise
 * @param kind what it is
 * @param name name of the alternative or mistake; otherwise empty
 */
public record Variant(Exercise exercise, Kind kind, String name) {

    /** What a variant is for. */
    public enum Kind {
        STARTER,
        REFERENCE,
        ALTERNATIVE,
        MISTAKE
    }

    /** Returns all variants of an exercise: the starter, what is right, what is wrong. */
    public static List<Variant> of(Exercise exercise) {
        List<Variant> variants = new ArrayList<>();
        variants.add(new Variant(exercise, Kind.STARTER, ""));
        variants.add(new Variant(exercise, Kind.REFERENCE, ""));
        exercise.alternatives()
                .forEach(name -> variants.add(new Variant(exercise, Kind.ALTERNATIVE, name)));
        exercise.mistakes()
                .forEach(name -> variants.add(new Variant(exercise, Kind.MISTAKE, name)));
        return List.copyOf(variants);
    }

    /** Returns its files. */
    public Submission submission() {
        return switch (kind) {
            case STARTER -> Submission.ofStarter(exercise);
            case REFERENCE -> Submission.ofSolution(exercise);
            case ALTERNATIVE -> Submission.ofAlternative(exercise, name);
            case MISTAKE -> Submission.ofMistake(exercise, name);
        };
    }

    /** Returns whether it must pass. */
    public boolean isRight() {
        return kind == Kind.REFERENCE || kind == Kind.ALTERNATIVE;
    }

    /** Returns the codes that it must get, no more and no fewer. */
    public Set<String> codes() {
        return switch (kind) {
            case STARTER -> new TreeSet<>(exercise.declaration().starterFails());
            case MISTAKE -> SolutionInspection.codes(exercise, name);
            case REFERENCE, ALTERNATIVE -> Set.of();
        };
    }

    /** Returns the folder of its files. */
    String folder() {
        return switch (kind) {
            case STARTER -> exercise.path();
            case REFERENCE -> exercise.solutionPath();
            case ALTERNATIVE -> exercise.solutionPath() + "/alternatives/" + name;
            case MISTAKE -> exercise.solutionPath() + "/mistakes/" + name;
        };
    }

    /** Returns for example {@code exercise-3 mistake one-stage}. */
    @Override
    public String toString() {
        return (exercise.id() + " " + kind.name().toLowerCase(java.util.Locale.ROOT) + " " + name)
                .strip();
    }
}
