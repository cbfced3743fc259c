package dev.multistage.grader.progress;

import dev.multistage.grader.exercise.ExerciseId;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a learner stands.
 *
 * @param exercises by the exercise's id as it was then; a course that has changed since may not
 *     have all of them
 */
public record Progress(Map<String, Standing> exercises) {

    public Progress {
        exercises = Collections.unmodifiableMap(new TreeMap<>(exercises));
    }

    /** Returns where the learner stands with this exercise. */
    public Standing of(ExerciseId exercise) {
        return of(exercise.toString());
    }

    /** Returns where the learner stands with this exercise. */
    public Standing of(String exercise) {
        return exercises.getOrDefault(exercise, Standing.NONE);
    }

    /** Returns the progress with another standing. */
    Progress with(String exercise, Standing standing) {
        Map<String, Standing> changed = new TreeMap<>(exercises);
        changed.put(exercise, standing);
        return new Progress(changed);
    }
}
