package dev.multistage.grader.cli;

import dev.multistage.grader.exercise.Submission;
import dev.multistage.grader.grading.Grade;
import dev.multistage.grader.progress.Attempt;
import dev.multistage.grader.progress.ProgressStore;
import dev.multistage.grader.progress.Recorded;
import dev.multistage.grader.report.JsonReport;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Records what a learner has had graded. */
final class AttemptRecording {

    private final Session session;

    AttemptRecording(Session session) {
        this.session = session;
    }

    /**
     * Records an attempt, and says in one line each what stands in the way.
     *
     * @return what it changed; empty if the grade is no attempt: the submission is not the
     *     learner's own, or it could not be graded
     */
    Optional<Recorded> record(Submission submission, Grade grade) {
        return record(submission, grade, session.terminal()::notice);
    }

    /**
     * The same.
     *
     * @param notices hears what stands in the way
     */
    Optional<Recorded> record(Submission submission, Grade grade, Consumer<String> notices) {
        if (!submission.own() || grade.status() == Grade.Status.ERROR) {
            return Optional.empty();
        }
        ProgressStore store = session.progress();
        Recorded recorded =
                store.record(
                        Attempt.of(
                                submission,
                                Instant.now(),
                                grade.timing().total(),
                                new JsonReport(Version.number()).render(grade)));
        store.takeNotices().forEach(notices);
        return Optional.of(recorded);
    }
}
