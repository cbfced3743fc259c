package dev.multistage.grader.check;

import dev.multistage.grader.check.Answers.Given;
import dev.multistage.grader.image.LineBytes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Demands that an answer agrees with what the grader measures. A failure says in which direction an
 * answer is wrong and how to find the right one, never the right one itself.
 *
 * @param file the file with the answers, relative to {@code app/}
 * @param key which answer; keys of nested objects are joined by a dot
 * @param measure what is asked for
 * @param paths absolute paths of folders, only where the measure is about folders
 * @param tolerance by which part of itself a size may be off; 0 if not given
 */
@Describes(
        name = "answer",
        reference = "T01",
        summary = "What was answered about an image agrees with what is measured.",
        failures = {
            @Failure(
                    code = "answer-missing",
                    title = "There is no answer yet",
                    why = "The grader compares it with the image that it has built."),
            @Failure(
                    code = "answer-wrong",
                    title = "The answer does not agree with the image",
                    why =
                            "Whoever knows where the bytes of an image are knows which of them need"
                                    + " not be there.")
        })
public record Answer(String file, String key, Measure measure, List<String> paths, Double tolerance)
        implements AnswerCheck {

    /** Answers are given with one decimal. */
    private static final double ROUNDING = 0.051;

    private static final double BYTES_PER_MEBIBYTE = 1_048_576;

    public Answer {
        require(file != null && !file.isBlank(), "\"file\" is missing");
        require(key != null && !key.isBlank(), "\"key\" is missing");
        require(measure != null, "\"measure\" is missing");
        paths = paths == null ? List.of() : List.copyOf(paths);
        tolerance = tolerance == null ? (Double) 0.0 : tolerance;
        require(
                paths.isEmpty() != (measure == Measure.MEGABYTES_BELOW),
                "\"paths\" belong to \"megabytes-below\" and to nothing else");
        require(
                paths.stream().allMatch(path -> path.matches("(/[^/]+)+")),
                "\"paths\" are absolute and do not end in \"/\"");
        require(
                tolerance >= 0 && tolerance < 1,
                "\"tolerance\" is a part between 0 and 1, not " + tolerance);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    @Override
    public String requirement() {
        return "\"" + key + "\" in " + file;
    }

    @Override
    public Optional<Outcome> examineFile(Answers answers) {
        if (!answers.defect().isEmpty()) {
            return Optional.of(
                    missing(answers.defect())
                            .at(answers.where().stream().toList())
                            .next(
                                    "Correct the file, or bring the shipped one back with git"
                                            + " checkout, and answer again."));
        }
        Optional<Given> given = answers.to(key);
        if (given.isEmpty()) {
            return Optional.of(
                    missing("the file has no \"" + key + "\"").next("Add it. " + measure.howTo()));
        }
        return unanswered(given.get())
                .map(how -> missing(how).at(given.get().places()).next(measure.howTo()));
    }

    private Outcome.FailureBuilder missing(String observed) {
        return Outcome.failed("answer-missing").observed(observed).expected(measure.wanted());
    }

    private Optional<String> unanswered(Given given) {
        if (measure.kind() == Measure.Kind.DOCKERFILE) {
            return given.text().isBlank()
                    ? Optional.of("still empty")
                    : given.number().isPresent()
                            ? Optional.of(given.text() + " is no name")
                            : Optional.empty();
        }
        if (given.text().isBlank()) {
            return Optional.of("still empty");
        }
        if (given.number().isEmpty()) {
            boolean quoted = given.text().strip().matches("-?[0-9]+([.,][0-9]+)?");
            return Optional.of(
                    quoted
                            ? "a number stands without quotes and with a dot: " + number(given)
                            : "\"" + given.text() + "\" is no number");
        }
        return given.number().getAsDouble() == 0 ? Optional.of("still 0") : Optional.empty();
    }

    private static String number(Given given) {
        return given.text().strip().replace(',', '.');
    }

    @Override
    public Outcome examine(AnswerEvidence evidence) {
        Given given = evidence.answers().to(key).orElseThrow();
        if (measure.kind() == Measure.Kind.DOCKERFILE) {
            return evidence.unbuilt()
                    .map(name -> Outcome.blocked("the image of " + name + " was not built"))
                    .orElseGet(() -> choice(evidence, given));
        }
        return evidence.image()
                .map(image -> compare(image, given))
                .orElseGet(
                        () ->
                                Outcome.blocked(
                                        "the image of "
                                                + evidence.dockerfile()
                                                + " was not built"));
    }

    private Outcome compare(ImageEvidence image, Given given) {
        double answer = given.number().orElseThrow();
        if (measure.kind() == Measure.Kind.LINE) {
            return line(image, given, answer);
        }
        double bytes = Measured.bytes(measure, image, paths);
        if (fits(answer, bytes / 1e6)) {
            return Outcome.passed(given.text() + ", " + Sizes.megabytes((long) bytes));
        }
        String direction = answer < bytes / 1e6 ? "too low" : "too high";
        String next = measure.howTo();
        if (fits(answer, bytes / BYTES_PER_MEBIBYTE)) {
            direction = "too low, as if counted in MiB";
            next = "A MB is 1,000,000 bytes here, as in Docker's own tools, not 1,048,576.";
        } else if (fits(answer / 1e6, bytes / 1e6)) {
            direction = "too high, as if counted in bytes";
            next = "Divide by 1,000,000.";
        }
        return wrong(given, given.text() + " is " + direction, next);
    }

    private boolean fits(double answer, double megabytes) {
        return Math.abs(answer - megabytes) <= megabytes * tolerance + ROUNDING;
    }

    private Outcome line(ImageEvidence image, Given given, double answer) {
        List<LineBytes> lines = image.origins().bytesPerLine(image.accounting());
        Optional<LineBytes> meant =
                lines.stream()
                        .filter(line -> line.line() <= answer && answer <= line.endLine())
                        .findFirst();
        if (meant.isEmpty()) {
            return wrong(
                    given,
                    "line " + given.text() + " of " + image.file() + " writes nothing",
                    measure.howTo());
        }
        long written = meant.get().unpackedBytes();
        boolean heaviest =
                Measured.heaviestLine(image).orElseThrow().unpackedBytes() == written
                        && answer == Math.rint(answer);
        return heaviest
                ? Outcome.passed(given.text() + ", which wrote " + Sizes.megabytes(written))
                : wrong(
                        given,
                        "line "
                                + given.text()
                                + " wrote "
                                + Sizes.megabytes(written)
                                + ", another one more",
                        measure.howTo());
    }

    private Outcome choice(AnswerEvidence evidence, Given given) {
        Optional<String> meant =
                evidence.dockerfiles().stream()
                        .filter(name -> isCalled(given.text().strip(), name))
                        .findFirst();
        if (meant.isEmpty()) {
            return wrong(
                    given,
                    "\"" + given.text() + "\" is none of the Dockerfiles",
                    "Write one of "
                            + String.join(
                                    ", ",
                                    evidence.dockerfiles().stream().map(Answer::variant).toList())
                            + ".");
        }
        List<String> right = Measured.dockerfiles(measure, evidence.images());
        if (right.equals(List.of(meant.get()))) {
            return Outcome.passed(given.text());
        }
        String observed = "not " + given.text();
        if (right.isEmpty()) {
            observed = given.text() + ", but none of the images is like that";
        } else if (right.size() > 1) {
            observed =
                    String.join(" and ", right.stream().map(Answer::variant).toList())
                            + " are alike in this: are they built on different bases?";
        }
        return wrong(given, observed, measure.howTo());
    }

    private static boolean isCalled(String answer, String dockerfile) {
        return answer.equalsIgnoreCase(dockerfile) || answer.equalsIgnoreCase(variant(dockerfile));
    }

    /** Returns what tells a Dockerfile from the others: {@code alpine} of Dockerfile.alpine. */
    private static String variant(String dockerfile) {
        return dockerfile.substring(dockerfile.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private Outcome wrong(Given given, String observed, String next) {
        String margin =
                tolerance > 0
                        ? String.format(Locale.ROOT, ", give or take %.0f %%", tolerance * 100)
                        : "";
        return Outcome.failed("answer-wrong")
                .observed(observed)
                .expected(measure.wanted() + margin)
                .at(given.places())
                .next(next);
    }
}
