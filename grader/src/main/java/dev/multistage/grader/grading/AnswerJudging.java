package dev.multistage.grader.grading;

import dev.multistage.grader.check.AnswerCheck;
import dev.multistage.grader.check.AnswerEvidence;
import dev.multistage.grader.check.Answers;
import dev.multistage.grader.check.ImageEvidence;
import dev.multistage.grader.exercise.Criterion;
import dev.multistage.grader.exercise.Submission;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Judges answers: by their file before anything is built, by the images when all are there. */
final class AnswerJudging {

    private final Submission submission;
    private final Verdicts verdicts;
    private final Map<String, Answers> files = new LinkedHashMap<>();
    private final Map<String, ImageEvidence> images = new LinkedHashMap<>();

    AnswerJudging(Submission submission, Verdicts verdicts) {
        this.submission = submission;
        this.verdicts = verdicts;
    }

    /** Judges what needs no image: answers that are missing. */
    void judgeFiles() {
        each(
                (criterion, check) ->
                        check.examineFile(answers(check))
                                .ifPresent(outcome -> verdicts.put(criterion, outcome)));
    }

    /** Remembers an image that was built. */
    void add(ImageEvidence image) {
        images.put(image.file(), image);
    }

    /** Judges the answers that are left. */
    void judgeImages() {
        List<String> dockerfiles = submission.exercise().declaration().dockerfiles();
        each(
                (criterion, check) -> {
                    String asked =
                            criterion.dockerfile().isEmpty()
                                    ? dockerfiles.get(0)
                                    : criterion.dockerfile();
                    AnswerEvidence evidence =
                            new AnswerEvidence(answers(check), asked, dockerfiles, images);
                    verdicts.put(
                            criterion,
                            verdicts.blockedByNeed(criterion)
                                    .orElseGet(() -> check.examine(evidence)));
                });
    }

    private Answers answers(AnswerCheck check) {
        return files.computeIfAbsent(check.file(), submission::answers);
    }

    private void each(BiConsumer<Criterion, AnswerCheck> judge) {
        for (Criterion criterion : submission.exercise().declaration().rubric()) {
            if (criterion.check() instanceof AnswerCheck check && !verdicts.has(criterion)) {
                judge.accept(criterion, check);
            }
        }
    }
}
