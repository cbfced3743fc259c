package dev.multistage.grader.site;

import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.grading.Grade;
import dev.multistage.grader.grading.GradingListener;

/** Grades the learner's files of an exercise, as the command would, and records the attempt. */
@FunctionalInterface
public interface LiveGrading {

    /**
     * Grades. Whatever goes wrong with engine, disk or network is in the grade.
     *
     * @throws InterruptedException if the thread was interrupted; everything begun is cleaned up
     */
    Grade grade(Exercise exercise, GradingListener listener) throws InterruptedException;
}
