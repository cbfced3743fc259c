package dev.multistage.grader.author;

import dev.multistage.grader.exercise.Catalogue;
import dev.multistage.grader.exercise.CourseFiles;
import dev.multistage.grader.exercise.DeclarationException;
import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.exercise.ExerciseId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Looks at the course as a whole: numbers, declarations, and what builds on what. */
final class CourseInspection {

    private final CourseFiles files;
    private final List<Defect> defects = new ArrayList<>();
    private final Map<ExerciseId, Exercise> exercises = new TreeMap<>();

    CourseInspection(CourseFiles files) {
        this.files = files;
        try {
            read(Catalogue.of(files));
        } catch (DeclarationException rejected) {
            defects.add(
                    Defect.of(
                            rejected,
                            "Rename the folder here and in solutions/ to a free number."));
        }
    }

    private void read(Catalogue catalogue) {
        int expected = catalogue.ids().isEmpty() ? 1 : catalogue.ids().get(0).number();
        for (ExerciseId id : catalogue.ids()) {
            try {
                catalogue.find(id).ifPresent(exercise -> exercises.put(id, exercise));
            } catch (DeclarationException rejected) {
                defects.add(
                        Defect.of(rejected, "The format is described in .github/CONTRIBUTING.md."));
            }
            if (id.number() != expected) {
                gap(id, expected);
            }
            expected = id.number() + 1;
        }
    }

    private void gap(ExerciseId id, int expected) {
        Optional<Exercise> exercise = Optional.ofNullable(exercises.get(id));
        exercise.ifPresent(
                e ->
                        defects.add(
                                new Defect(
                                        e.path() + "/exercise.json",
                                        1,
                                        "there is a gap before this exercise: no exercise-"
                                                + expected,
                                        "Give the exercise the number "
                                                + expected
                                                + ", here and in solutions/.",
                                        false)));
    }

    /** Returns the exercises whose declarations can be read, in order. */
    List<Exercise> exercises() {
        return List.copyOf(exercises.values());
    }

    /** Returns what is wrong between exercises. */
    List<Defect> inspect() {
        exercises.values().forEach(this::prerequisites);
        return List.copyOf(defects);
    }

    private void prerequisites(Exercise exercise) {
        CourseText declaration = CourseText.read(files, exercise.path() + "/exercise.json");
        int line = declaration.lineOf("\"prerequisites\"");
        for (String needed : exercise.declaration().prerequisites()) {
            Optional<ExerciseId> id = ExerciseId.parse(needed);
            if (id.isEmpty() || !exercises.containsKey(id.get())) {
                defects.add(
                        Defect.at(
                                declaration,
                                line,
                                "it needs \"" + needed + "\", and there is no such exercise",
                                "Name the id of an exercise that there is, or leave it out."));
            } else if (leadsTo(id.get(), exercise.id(), new ArrayList<>())) {
                defects.add(
                        Defect.at(
                                declaration,
                                line,
                                "it needs "
                                        + id.get()
                                        + ", which needs "
                                        + exercise.id()
                                        + " again",
                                "Break the circle: an exercise needs earlier ones only."));
            } else if (id.get().compareTo(exercise.id()) > 0) {
                defects.add(
                        Defect.at(
                                declaration,
                                line,
                                "it needs " + id.get() + ", which comes later",
                                "Teach it before, or exchange the numbers."));
            }
        }
    }

    private boolean leadsTo(ExerciseId from, ExerciseId to, List<ExerciseId> seen) {
        if (from.equals(to)) {
            return true;
        }
        if (seen.contains(from) || !exercises.containsKey(from)) {
            return false;
        }
        seen.add(from);
        return exercises.get(from).declaration().prerequisites().stream()
                .flatMap(needed -> ExerciseId.parse(needed).stream())
                .anyMatch(next -> leadsTo(next, to, seen));
    }
}
