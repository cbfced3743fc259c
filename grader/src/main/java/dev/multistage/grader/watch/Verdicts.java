package dev.multistage.grader.watch;

import dev.multistage.grader.grading.Finding;
import dev.multistage.grader.grading.Grade;
import dev.multistage.grader.grading.GradedImage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What is known of the exercise that is watched. */
final class Verdicts {

    private List<Finding> texts = List.of();
    private Optional<Grade> grade = Optional.empty();
    private String change = "";
    private OptionalLong bytesBefore = OptionalLong.empty();
    private OptionalLong lastBytes = OptionalLong.empty();

    /** Forgets everything but the size of the last attempt. */
    void clear(OptionalLong bytesOfLastAttempt) {
        texts = List.of();
        grade = Optional.empty();
        change = "";
        bytesBefore = OptionalLong.empty();
        lastBytes = bytesOfLastAttempt;
    }

    void judged(List<Finding> findings) {
        texts = findings;
    }

    void graded(Grade done, String whatItChanged) {
        grade = Optional.of(done);
        change = whatItChanged;
        bytesBefore = lastBytes;
        OptionalLong bytes =
                done.images().stream().mapToLong(GradedImage::unpackedBytes).findFirst();
        lastBytes = bytes.isPresent() ? bytes : lastBytes;
    }

    boolean passed() {
        return grade.map(g -> g.status() == Grade.Status.PASSED).orElse(false);
    }

    List<Finding> texts() {
        return texts;
    }

    Optional<Grade> grade() {
        return grade;
    }

    String change() {
        return change;
    }

    OptionalLong bytesBefore() {
        return bytesBefore;
    }
}
