package dev.multistage.grader.watch;

import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.exercise.Submission;
import dev.multistage.grader.grading.Finding;
import dev.multistage.grader.grading.GradingListener;
import java.util.List;
import java.util.OptionalLong;

/** What the workbench knows beside the grade at hand. The quick ones are called by the loop. */
public interface Pages {

    /** Returns the course and how the learner stands with it; quick. */
    List<CourseLine> course();

    /**
     * Returns the next hint, the small ones first; quick.
     *
     * @param findings the latest verdicts: the failures choose the hint
     */
    String hint(Exercise exercise, List<Finding> findings);

    /**
     * Puts the exercise's files back to what the course ships and keeps the learner's; returns a
     * sentence on that; quick.
     */
    String reset(Exercise exercise);

    /** Opens the lesson for reading, and returns a sentence that says where it is; quick. */
    String lesson(Exercise exercise);

    /** Returns the image size of the last attempt, if there was one with an image; quick. */
    OptionalLong lastBytes(Exercise exercise);

    /** Writes a page that takes time. */
    String write(Page page, Submission submission, GradingListener listener)
            throws InterruptedException;
}
