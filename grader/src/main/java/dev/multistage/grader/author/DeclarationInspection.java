package dev.multistage.grader.author;

import dev.multistage.grader.check.ImageSize;
import dev.multistage.grader.check.Sizes;
import dev.multistage.grader.digest.Digest;
import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.dockerfile.DockerfileSyntaxException;
import dev.multistage.grader.dockerfile.ImageUse;
import dev.multistage.grader.exercise.Criterion;
import dev.multistage.grader.exercise.Declaration;
import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.exercise.Measurements;
import dev.multistage.grader.exercise.Submission;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Holds a declaration against what it speaks of: the app, the base images, the measurements. */
final class DeclarationInspection {

    private final Exercise exercise;
    private final CourseText text;
    private final List<Defect> defects = new ArrayList<>();

    private DeclarationInspection(Exercise exercise) {
        this.exercise = exercise;
        this.text = CourseText.read(exercise.files(), exercise.path() + "/exercise.json");
    }

    static List<Defect> inspect(Exercise exercise) {
        DeclarationInspection inspection = new DeclarationInspection(exercise);
        inspection.starter();
        inspection.nonce();
        inspection.bases();
        inspection.measurements();
        return inspection.defects;
    }

    private void starter() {
        if (exercise.declaration().starterFails().isEmpty()) {
            add(
                    text.lineOf("\"starterFails\""),
                    "the starter fails nothing: it is already solved",
                    "List in \"starterFails\" the codes that the shipped files get.");
        }
        for (String file : exercise.declaration().dockerfiles()) {
            if (exercise.files().read(exercise.path() + "/app/" + file).isEmpty()
                    && !exercise.declaration().starterFails().contains("dockerfile-missing")) {
                add(
                        text.lineOf("\"" + file + "\""),
                        "there is no app/" + file,
                        "Write the bloated Dockerfile, or declare dockerfile-missing.");
            }
        }
    }

    private void nonce() {
        Declaration.Nonce nonce = exercise.declaration().nonce();
        if (nonce == null) {
            return;
        }
        CourseText source =
                CourseText.read(exercise.files(), exercise.path() + "/app/" + nonce.file());
        int times = source.text().split(Declaration.Nonce.PLACEHOLDER, -1).length - 1;
        if (times != 1) {
            add(
                    text.lineOf("\"nonce\""),
                    "app/" + nonce.file() + " holds the placeholder " + times + " times",
                    "Write \"" + Declaration.Nonce.PLACEHOLDER + "\" once, as a string literal.");
        }
        if (exercise.declaration().editable().contains(nonce.file())) {
            add(
                    text.lineOf("\"nonce\""),
                    "app/" + nonce.file() + " is editable and holds the nonce",
                    "Plant the nonce in a file that learners do not edit.");
        }
    }

    private void bases() {
        Map<String, Submission> right = new LinkedHashMap<>();
        right.put(exercise.path() + "/app/", Submission.ofStarter(exercise));
        right.put(exercise.solutionPath() + "/app/", Submission.ofSolution(exercise));
        for (String name : exercise.alternatives()) {
            right.put(
                    exercise.solutionPath() + "/alternatives/" + name + "/app/",
                    Submission.ofAlternative(exercise, name));
        }
        right.forEach(
                (folder, submission) ->
                        exercise.declaration().dockerfiles().stream()
                                .filter(submission.files()::containsKey)
                                .filter(file -> exercise.files().read(folder + file).isPresent())
                                .forEach(
                                        file ->
                                                bases(
                                                        folder + file,
                                                        submission.files().get(file))));
    }

    private void bases(String path, byte[] content) {
        try {
            for (ImageUse use : Dockerfile.parse(content).externalImages()) {
                String name = use.reference().withoutDigest().familiar();
                if (!exercise.declaration().bases().containsKey(name)
                        && use.kind() != ImageUse.Kind.FRONTEND) {
                    defects.add(
                            new Defect(
                                    path,
                                    use.position().line(),
                                    "the base image " + name + " is unknown to the exercise",
                                    "Name it among \"bases\" in exercise.json with its unpacked"
                                            + " bytes by platform, or use another.",
                                    false));
                }
            }
        } catch (DockerfileSyntaxException broken) {
            defects.add(
                    new Defect(
                            path,
                            broken.line(),
                            broken.getMessage(),
                            "Correct the line: this Dockerfile must build.",
                            false));
        }
    }

    private void measurements() {
        String file = exercise.path() + "/measurements.json";
        String renew = "Run ./grade author measure " + exercise.id() + ".";
        Measurements.Platform measured = exercise.measurements().on(Measurements.PLATFORM);
        if (measured.starter().isEmpty() || measured.reference().isEmpty()) {
            defects.add(new Defect(file, 1, "nothing is measured yet", renew, true));
            return;
        }
        CourseText json = CourseText.read(exercise.files(), file);
        List<String> names = measured.alternatives().keySet().stream().sorted().toList();
        if (!names.equals(exercise.alternatives())) {
            defects.add(
                    Defect.at(
                            json,
                            json.lineOf("\"alternatives\""),
                            "measured are the alternatives "
                                    + names
                                    + ", there are "
                                    + exercise.alternatives(),
                            renew));
        }
        if (!measured.starterDigest().isEmpty() && !measured.starterDigest().equals(digest())) {
            defects.add(
                    Defect.at(
                            json,
                            json.lineOf("\"digest\""),
                            "what was measured is another starter than app/"
                                    + exercise.declaration().dockerfiles().get(0),
                            renew));
        }
        if (exercise.declaration().dockerfiles().size() == 1) {
            thresholds(measured);
        }
    }

    private void thresholds(Measurements.Platform measured) {
        Map<String, Long> sizes = new LinkedHashMap<>();
        sizes.put("the reference", measured.reference().getAsLong());
        measured.alternatives().forEach((name, size) -> sizes.put("the alternative " + name, size));
        for (Criterion criterion : exercise.declaration().rubric()) {
            if (criterion.check() instanceof ImageSize limit) {
                sizes.forEach(
                        (who, size) -> {
                            if (size > limit.limitBytes(0)) {
                                add(
                                        text.lineOf("\"image-size\""),
                                        "the threshold of "
                                                + Sizes.limit(limit.megabytes())
                                                + " is below "
                                                + who
                                                + "'s own "
                                                + Sizes.megabytes(size),
                                        "Raise \"megabytes\", or make the image smaller.");
                            }
                        });
            }
        }
        long smallest = sizes.values().stream().mapToLong(Long::longValue).min().orElse(0);
        for (Declaration.Mark mark : exercise.declaration().marks()) {
            if (smallest > Math.round(mark.megabytes() * 1e6)) {
                add(
                        text.lineOf("\"marks\""),
                        "no solution earns the mark "
                                + mark.id()
                                + ": the smallest has "
                                + Sizes.megabytes(smallest),
                        "Raise its \"megabytes\", or add an alternative that reaches it.");
            }
        }
    }

    private String digest() {
        byte[] content =
                exercise.files()
                        .read(
                                exercise.path()
                                        + "/app/"
                                        + exercise.declaration().dockerfiles().get(0))
                        .orElse(new byte[0]);
        return Digest.of(content).reference();
    }

    private void add(int line, String what, String fix) {
        defects.add(Defect.at(text, line, what, fix));
    }
}
