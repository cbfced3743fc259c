package dev.multistage.grader.progress;

import dev.multistage.grader.exercise.Exercise;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The course with a learner in it.
 *
 * @param stops the exercises of the course in order
 * @param elsewhere where the learner stands with exercises that this course does not have: renamed
 *     or removed ones, or those of another version
 */
public record CourseMap(List<CourseStop> stops, Map<String, Standing> elsewhere) {

    public CourseMap {
        stops = List.copyOf(stops);
        elsewhere = Collections.unmodifiableMap(new TreeMap<>(elsewhere));
    }

    /** Puts a learner's progress beside the exercises of the course. */
    public static CourseMap of(List<Exercise> exercises, Progress progress) {
        Map<String, Standing> rest = new TreeMap<>(progress.exercises());
        List<CourseStop> stops = new ArrayList<>();
        for (Exercise exercise : exercises) {
            stops.add(new CourseStop(exercise, progress.of(exercise.id())));
            rest.remove(exercise.id().toString());
        }
        return new CourseMap(stops, rest);
    }

    /**
     * Returns where to go on: the exercise that was worked on last if it has not passed, else the
     * next one after it that has not, else any; empty if all have passed.
     */
    public Optional<CourseStop> next() {
        int last = lastVisited();
        for (int i = 0; i < stops.size(); i++) {
            CourseStop stop = stops.get((last + i) % stops.size());
            if (stop.state() != CourseStop.State.PASSED) {
                return Optional.of(stop);
            }
        }
        return Optional.empty();
    }

    private int lastVisited() {
        return stops.stream()
                .filter(stop -> stop.standing().last().isPresent())
                .max(Comparator.comparing(stop -> stop.standing().last().orElse(Instant.MIN)))
                .map(stops::indexOf)
                .orElse(0);
    }

    /** Returns how many exercises are in this state. */
    public long count(CourseStop.State state) {
        return stops.stream().filter(stop -> stop.state() == state).count();
    }

    /** Returns how many marks were reached. */
    public int marks() {
        return stops.stream().mapToInt(stop -> stop.standing().marks().size()).sum();
    }

    /** Returns how many marks the course has. */
    public int marksToReach() {
        return stops.stream().mapToInt(s -> s.exercise().declaration().marks().size()).sum();
    }

    /** Returns the number of all attempts at exercises of the course. */
    public int attempts() {
        return stops.stream().mapToInt(stop -> stop.standing().attempts()).sum();
    }

    /** Returns the seconds at work on exercises of the course. */
    public double seconds() {
        return stops.stream().mapToDouble(stop -> stop.standing().seconds()).sum();
    }
}
