package dev.multistage.grader.cli;

import dev.multistage.grader.docker.InstallConsent;
import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.exercise.Submission;
import dev.multistage.grader.grading.Grade;
import dev.multistage.grader.grading.Grader;
import dev.multistage.grader.grading.GradingListener;
import dev.multistage.grader.grading.Options;
import dev.multistage.grader.site.LiveGrading;

/**
 * Grades for a page of the site. Nothing is ever installed: nobody sits at the terminal to agree.
 */
final class SessionGrading implements LiveGrading {

    private final Session session;
    private final boolean offline;

    SessionGrading(Session session, boolean offline) {
        this.session = session;
        this.offline = offline;
    }

    @Override
    public Grade grade(Exercise exercise, GradingListener listener) throws InterruptedException {
        Submission submission = Submission.ofFolder(exercise, session.workspace().app(exercise));
        try {
            Grade grade =
                    new Grader(() -> session.engine(false))
                            .grade(
                                    submission,
                                    new Options(
                                            session.workspace().nonce(),
                                            offline,
                                            InstallConsent.NEVER,
                                            "",
                                            session.cache()),
                                    listener);
            if (Thread.interrupted()) {
                // whatever broke in the middle: it is no trouble of the engine
                throw new InterruptedException();
            }
            new AttemptRecording(session).record(submission, grade);
            return grade;
        } finally {
            // the engine may be another one, or gone, when the next grade is asked for
            session.close();
        }
    }
}
