package dev.multistage.site.page;

import dev.multistage.grader.exercise.Catalogue;
import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.exercise.ExerciseId;
import dev.multistage.grader.exercise.Measurements;
import dev.multistage.site.source.Sources;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** The exercises and what was measured of them, read once. */
public final class Course {

    /** Sizes are shown for the platform on which all were measured. */
    private static final String PLATFORM = "linux/amd64";

    private final Sources sources;
    private final List<Exercise> exercises;
    private final Map<ExerciseId, Measurements.Platform> measured = new LinkedHashMap<>();
    private final Map<String, Long> bases = new TreeMap<>();

    private Course(Sources sources, List<Exercise> exercises) {
        this.sources = sources;
        this.exercises = exercises;
        for (Exercise exercise : exercises) {
            measured.put(exercise.id(), exercise.measurements().on(PLATFORM));
            exercise.declaration()
                    .bases()
                    .forEach(
                            (name, bytes) -> {
                                if (bytes.containsKey(PLATFORM)) {
                                    bases.put(name, bytes.get(PLATFORM));
                                }
                            });
        }
    }

    /** Reads the course of a checkout. */
    public static Course read(Sources sources) {
        return new Course(sources, Catalogue.of(sources.files()).exercises());
    }

    /** Returns the files. */
    public Sources sources() {
        return sources;
    }

    /** Returns the exercises in order. */
    public List<Exercise> exercises() {
        return exercises;
    }

    /** Returns an exercise by its id as it is written: {@code exercise-3}. */
    public Optional<Exercise> find(String id) {
        return exercises.stream().filter(e -> e.id().toString().equals(id)).findFirst();
    }

    /** Returns the base images of the exercises with their unpacked bytes, by name. */
    public Map<String, Long> bases() {
        return bases;
    }

    /** Returns what was measured of an exercise. */
    Measurements.Platform measured(Exercise exercise) {
        return measured.get(exercise.id());
    }

    /** Returns the bytes of the smallest image that passes: the reference or an alternative. */
    OptionalLong best(Exercise exercise) {
        Measurements.Platform sizes = measured(exercise);
        LongStream alternatives = sizes.alternatives().values().stream().mapToLong(Long::longValue);
        return LongStream.concat(sizes.reference().stream(), alternatives).min();
    }

    /**
     * Returns a size that was measured: of {@code exercise-3 starter}, {@code exercise-3
     * reference}, {@code exercise-3 best}, {@code exercise-3 alternative distroless} or {@code base
     * alpine:3.23}.
     */
    OptionalLong bytes(String what) {
        String[] words = what.split("\\s+");
        if (words.length == 2 && words[0].equals("base")) {
            Long bytes = bases.get(words[1]);
            return bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes);
        }
        Optional<Exercise> exercise = find(words[0]);
        if (exercise.isEmpty() || words.length < 2) {
            return OptionalLong.empty();
        }
        Measurements.Platform sizes = measured(exercise.get());
        return switch (words[1]) {
            case "starter" -> sizes.starter();
            case "reference" -> sizes.reference();
            case "best" -> best(exercise.get());
            case "alternative" -> {
                Long bytes = sizes.alternatives().get(words.length == 3 ? words[2] : "");
                yield bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes);
            }
            default -> OptionalLong.empty();
        };
    }
}
