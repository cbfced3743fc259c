package dev.multistage.grader.watch;

import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.grading.Finding;
import dev.multistage.grader.grading.Grade;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Everything that a view shows.
 *
 * @param exercise the exercise that is watched
 * @param course all exercises with what is known of them, in order
 * @param phase what is going on with the files at hand
 * @param saved when the last save was heard of
 * @param seconds how long the grade takes so far
 * @param note a sentence for now; empty if there is none
 * @param question what needs a yes or no; empty if nothing does
 * @param texts verdicts on the files at hand that need no engine
 * @param progress how far the grade of the files at hand has come
 * @param grade the last grade; of an earlier save while the phase is not {@link Phase#GRADED}
 * @param change sentences on what that grade changed for the learner; empty if nothing is known
 * @param bytesBefore the image of the attempt before that grade
 * @param page what the middle of the screen shows
 * @param text the page's text; untrusted where it quotes an image
 * @param marked the exercise that is marked on {@link Page#LIST}, from 0
 * @param scroll lines that were scrolled down
 */
public record WatchState(
        Exercise exercise,
        List<CourseLine> course,
        Phase phase,
        Optional<Instant> saved,
        double seconds,
        String note,
        String question,
        List<Finding> texts,
        BuildProgress.State progress,
        Optional<Grade> grade,
        String change,
        OptionalLong bytesBefore,
        Page page,
        String text,
        int marked,
        int scroll) {

    public WatchState {
        course = List.copyOf(course);
        texts = List.copyOf(texts);
    }

    /** What is going on with the files at hand. */
    public enum Phase {
        /** Something is missing; the note says what. */
        WAITING,
        /** A save was heard of and is not read yet. */
        SAVED,
        /** What needs no engine is judged, and a grade begins in a moment. */
        JUDGED,
        /** The grade is under way. */
        GRADING,
        /** The grade is there. */
        GRADED,
        /** There is none: the grader broke; the note says how. */
        BROKEN
    }

    /** Returns the place of the exercise in the course, from 0. */
    public int position() {
        for (int i = 0; i < course.size(); i++) {
            if (course.get(i).exercise().id().equals(exercise.id())) {
                return i;
            }
        }
        return 0;
    }

    /** Returns how many exercises are passed. */
    public int passed() {
        return (int)
                course.stream()
                        .filter(line -> line.standing() == CourseLine.Standing.PASSED)
                        .count();
    }
}
