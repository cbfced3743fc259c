package dev.multistage.grader.grading;

import dev.multistage.grader.exercise.Submission;
import java.util.List;

/** Grades submissions: static checks, build, image checks, run, container checks, grade. */
public final class Grader {

    private final EngineSource engines;

    /**
     * @param engines where an engine comes from when one is needed
     */
    public Grader(EngineSource engines) {
        this.engines = engines;
    }

    /**
     * Grades a submission. Whatever goes wrong with engine, disk or network becomes a grade with
     * {@link Grade#trouble()}.
     */
    public Grade grade(Submission submission, Options options, GradingListener listener)
            throws InterruptedException {
        return new GradingRun(submission, options, listener, engines).grade();
    }

    /**
     * Judges only what needs no engine: the text of the Dockerfiles, the build context, answers
     * that are missing. Takes milliseconds.
     *
     * @return the verdicts so far, in the order of the rubric
     */
    public static List<Finding> judgeTexts(Submission submission, Options options) {
        Verdicts verdicts = new Verdicts(submission.exercise());
        new AnswerJudging(submission, verdicts).judgeFiles();
        new TextJudging(submission, options, verdicts).judge();
        return verdicts.findings();
    }

    /**
     * Builds the submission's images and keeps them under {@link Options#keepTag()}, without
     * judging them.
     */
    public List<Kept> build(Submission submission, Options options, GradingListener listener)
            throws InterruptedException {
        return new KeepingRun(submission, options, listener, engines).build();
    }
}
