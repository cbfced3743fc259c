package dev.multistage.grader.author;

import dev.multistage.grader.check.Checks;
import dev.multistage.grader.check.Failure;
import dev.multistage.grader.check.Place;
import dev.multistage.grader.docker.EngineException;
import dev.multistage.grader.exercise.Declaration;
import dev.multistage.grader.grading.Finding;
import dev.multistage.grader.grading.Grade;
import dev.multistage.grader.grading.Trouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A variant that was graded, and whether it got what it must get.
 *
 * @param variant what was graded
 * @param grade its grade
 * @param defects what the grade shows to be wrong with the course
 */
public record Proof(Variant variant, Grade grade, List<Defect> defects) {

    public Proof {
        defects = List.copyOf(defects);
    }

    /**
     * Holds a grade against what the variant must get.
     *
     * @throws EngineException if there is no grade because of the machine
     */
    public static Proof of(Variant variant, Grade grade) {
        List<Defect> defects = new ArrayList<>();
        if (grade.trouble().isPresent()) {
            Trouble trouble = grade.trouble().get();
            if (trouble.kind() == Trouble.Kind.ENVIRONMENT) {
                throw new EngineException(variant + ": " + trouble.message(), trouble.remedy());
            }
            defects.add(defect(variant, 1, variant + ": " + trouble.message(), trouble.remedy()));
        } else if (variant.isRight()) {
            grade.findings().stream()
                    .filter(Finding::failed)
                    .forEach(finding -> defects.add(failed(variant, finding)));
        } else {
            codes(variant, grade, defects);
        }
        slow(variant, grade, defects);
        return new Proof(variant, grade, defects);
    }

    private static Defect failed(Variant variant, Finding finding) {
        Optional<Place> place =
                finding.where().stream()
                        .filter(at -> at.line() > 0 && !at.file().isEmpty())
                        .findFirst();
        return new Defect(
                path(variant, place.map(Place::file).orElseGet(() -> main(variant))),
                place.map(Place::line).orElse(1),
                "the "
                        + variant.kind().name().toLowerCase(Locale.ROOT)
                        + " does not pass: "
                        + finding.code()
                        + ", "
                        + finding.observed(),
                "Correct it, or what the exercise demands.",
                false);
    }

    private static void codes(Variant variant, Grade grade, List<Defect> defects) {
        boolean starter = variant.kind() == Variant.Kind.STARTER;
        String key = starter ? "\"starterFails\"" : "\"codes\"";
        CourseText text =
                CourseText.read(
                        variant.exercise().files(),
                        variant.folder() + (starter ? "/exercise.json" : "/mistake.json"));
        int line = text.lineOf(key);
        if (grade.status() == Grade.Status.PASSED) {
            defects.add(
                    Defect.at(
                            text,
                            line,
                            starter
                                    ? "the starter passes: it is already solved"
                                    : "the mistake passes",
                            starter
                                    ? "Make it as bloated as people do, or demand more."
                                    : "Demand what it lacks, or make it an alternative."));
            return;
        }
        Set<String> missing = new TreeSet<>(variant.codes());
        missing.removeAll(grade.codes());
        missing.removeAll(notJudged(grade));
        Set<String> surplus = new TreeSet<>(grade.codes());
        surplus.removeAll(variant.codes());
        for (String code : missing) {
            defects.add(
                    Defect.at(
                            text,
                            text.lineOf("\"" + code + "\""),
                            "declared is the code " + code + ", the grade does not have it",
                            "Take it out, or correct the Dockerfile so that it gets it."));
        }
        for (Finding finding : grade.findings()) {
            if (finding.failed() && surplus.remove(finding.code())) {
                defects.add(
                        Defect.at(
                                text,
                                line,
                                "the grade has the code "
                                        + finding.code()
                                        + ", which is not declared: "
                                        + finding.observed(),
                                "Declare it, or correct the Dockerfile so that it does not get"
                                        + " it."));
            }
        }
    }

    /** Returns the codes of checks that this machine lacks something for, for example a cluster. */
    private static Set<String> notJudged(Grade grade) {
        Set<String> codes = new TreeSet<>();
        for (Finding finding : grade.findings()) {
            if (finding.because() == Finding.Because.UNAVAILABLE) {
                for (Failure failure :
                        Checks.describe(Checks.types().get(finding.check())).failures()) {
                    codes.add(failure.code());
                }
            }
        }
        return codes;
    }

    /** A right answer that takes half of its time here takes all of it on a slower machine. */
    private static void slow(Variant variant, Grade grade, List<Defect> defects) {
        Declaration.Budgets budgets = variant.exercise().declaration().budgets();
        int builds = variant.exercise().declaration().dockerfiles().size();
        if (variant.isRight() && grade.timing().build() > budgets.buildSeconds() * builds / 2.0) {
            defects.add(
                    defect(
                                    variant,
                                    1,
                                    String.format(
                                            Locale.ROOT,
                                            "the build took %.0f s of a budget of %d s",
                                            grade.timing().build(),
                                            budgets.buildSeconds()),
                                    "Raise \"buildSeconds\", or order the steps so that more comes"
                                            + " from the cache.")
                            .asWarning());
        }
    }

    private static Defect defect(Variant variant, int line, String what, String fix) {
        return new Defect(path(variant, main(variant)), line, what, fix, false);
    }

    private static String main(Variant variant) {
        return variant.exercise().declaration().editable().get(0);
    }

    /** Returns where a file of a variant is kept: files that do not differ are the exercise's. */
    private static String path(Variant variant, String file) {
        String own = variant.folder() + "/app/" + file;
        String shipped = variant.exercise().path() + "/app/" + file;
        boolean differs = variant.exercise().files().read(own).isPresent();
        return differs || variant.exercise().files().read(shipped).isEmpty() ? own : shipped;
    }
}
