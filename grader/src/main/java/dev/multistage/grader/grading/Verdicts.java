package dev.multistage.grader.grading;

import dev.multistage.grader.check.AnswerCheck;
import dev.multistage.grader.check.BuildCheck;
import dev.multistage.grader.check.Check;
import dev.multistage.grader.check.Checks;
import dev.multistage.grader.check.Describes;
import dev.multistage.grader.check.Failure;
import dev.multistage.grader.check.Outcome;
import dev.multistage.grader.exercise.Criterion;
import dev.multistage.grader.exercise.Exercise;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects the outcomes of one exercise's criteria and turns them into findings. */
final class Verdicts {

    private final Exercise exercise;
    private final Map<String, Outcome> outcomes = new LinkedHashMap<>();

    Verdicts(Exercise exercise) {
        this.exercise = exercise;
    }

    /** Returns the criteria that judge this Dockerfile with a check of this family. */
    <T extends Check> List<Criterion> criteria(String dockerfile, Class<T> family) {
        String first = exercise.declaration().dockerfiles().get(0);
        return exercise.declaration().rubric().stream()
                .filter(criterion -> family.isInstance(criterion.check()))
                .filter(
                        criterion ->
                                (criterion.dockerfile().isEmpty() ? first : criterion.dockerfile())
                                        .equals(dockerfile))
                .toList();
    }

    /** Records an outcome; the first one stays. */
    void put(Criterion criterion, Outcome outcome) {
        outcomes.putIfAbsent(criterion.id(), outcome);
    }

    /** Returns whether a criterion has its outcome. */
    boolean has(Criterion criterion) {
        return outcomes.containsKey(criterion.id());
    }

    /** Returns whether every criterion has its outcome, so that nothing need be built. */
    boolean decided() {
        return exercise.declaration().rubric().stream().allMatch(this::has);
    }

    /**
     * Returns the outcome of a criterion whose need has not passed; empty if it can be judged. What
     * needs something that this machine could not judge cannot be judged here either, and is not
     * the learner's loss.
     */
    Optional<Outcome> blockedByNeed(Criterion criterion) {
        return criterion.needs().stream()
                .filter(need -> outcomes.containsKey(need))
                .filter(need -> outcomes.get(need).status() != Outcome.Status.PASSED)
                .findFirst()
                .map(
                        need ->
                                outcomes.get(need).status() == Outcome.Status.UNAVAILABLE
                                        ? Outcome.unavailable("needs \"" + need + "\"")
                                        : Outcome.blocked("needs \"" + need + "\""));
    }

    /** Returns findings for the criteria that have an outcome, in the order of the rubric. */
    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (Criterion criterion : exercise.declaration().rubric()) {
            Outcome outcome = outcomes.get(criterion.id());
            if (outcome != null) {
                findings.add(finding(criterion, outcome));
            }
        }
        return findings;
    }

    /** Returns findings for all criteria; those without an outcome are blocked. */
    List<Finding> complete() {
        String by =
                exercise.declaration().rubric().stream()
                        .filter(criterion -> criterion.check() instanceof BuildCheck)
                        .filter(this::has)
                        .filter(c -> outcomes.get(c.id()).status() == Outcome.Status.FAILED)
                        .findFirst()
                        .map(criterion -> "the image was not built")
                        .orElse("an earlier check failed");
        for (Criterion criterion : exercise.declaration().rubric()) {
            outcomes.computeIfAbsent(criterion.id(), id -> Outcome.blocked(by));
        }
        return findings();
    }

    private Finding finding(Criterion criterion, Outcome outcome) {
        Describes check = criterion.check().description();
        Finding.Status status =
                switch (outcome.status()) {
                    case PASSED -> Finding.Status.PASSED;
                    case FAILED -> Finding.Status.FAILED;
                    case BLOCKED, UNAVAILABLE -> Finding.Status.SKIPPED;
                };
        Finding.Because because =
                switch (outcome.status()) {
                    case BLOCKED -> Finding.Because.BLOCKED;
                    case UNAVAILABLE -> Finding.Because.UNAVAILABLE;
                    case PASSED, FAILED -> Finding.Because.NONE;
                };
        String title = "";
        String why = "";
        String hint = "";
        if (status == Finding.Status.FAILED) {
            Failure failure = Checks.failure(criterion.check(), outcome.code());
            title = failure.title();
            why = failure.why();
            hint = exercise.id() + "#1";
        }
        return new Finding(
                criterion.id(),
                check.name(),
                check.reference(),
                status,
                because,
                outcome.code(),
                status == Finding.Status.PASSED ? criterion.points() : 0,
                criterion.points(),
                requirement(criterion),
                title,
                outcome.observed(),
                outcome.expected(),
                outcome.where(),
                why,
                outcome.next(),
                hint);
    }

    /** Returns what must be true, and of which Dockerfile where there are several. */
    private String requirement(Criterion criterion) {
        boolean several = exercise.declaration().dockerfiles().size() > 1;
        return several
                        && !criterion.dockerfile().isEmpty()
                        && !(criterion.check() instanceof AnswerCheck)
                ? criterion.dockerfile() + ": " + criterion.check().requirement()
                : criterion.check().requirement();
    }
}
