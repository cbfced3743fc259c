package dev.multistage.grader.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.image.ContentKind;
import dev.multistage.grader.image.FileEntry;
import dev.multistage.grader.image.FileType;
import dev.multistage.grader.image.Sha256;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTest {

    private static final Place PLACE = Place.line("answers.json", 2, 2, "\"it\": …");
    private static final Answer BELOW =
            new Answer("answers.json", "it", Measure.MEGABYTES_BELOW, List.of("/usr/lib/go"), 0.03);
    private static final Answer LINE = asking(Measure.HEAVIEST_LINE);

    private static Answer asking(Measure measure) {
        return new Answer("answers.json", "it", measure, null, null);
    }

    private static Answers answers(String text) {
        boolean number = text.matches("-?[0-9.]+");
        return Answers.of(
                "answers.json",
                Map.of(
                        "it",
                        new Answers.Given(
                                text,
                                number
                                        ? OptionalDouble.of(Double.parseDouble(text))
                                        : OptionalDouble.empty(),
                                PLACE)));
    }

    private static Evidence image() {
        return Evidence.of("FROM scratch\nCOPY /app /app\nUSER 1\n")
                .file("/usr/lib/go/bin/go", 90_000_000, ContentKind.Simple.OTHER)
                .file("/usr/lib/go/pkg/x", 10_000_000, ContentKind.Simple.OTHER)
                .file("/usr/lib/gopher", 5_000_000, ContentKind.Simple.OTHER);
    }

    private static Outcome judge(Answer check, String answer, Map<String, ImageEvidence> images) {
        Answers answers = answers(answer);
        return check.examineFile(answers)
                .orElseGet(
                        () ->
                                check.examine(
                                        new AnswerEvidence(
                                                answers,
                                                "Dockerfile",
                                                List.copyOf(images.keySet()),
                                                images)));
    }

    private static Outcome judge(Answer check, String answer) {
        return judge(check, answer, Map.of("Dockerfile", image().image()));
    }

    @ParameterizedTest
    @CsvSource({"0", "''", "much", "'12,5'"})
    void isMissingUntilThereIsANumber(String answer) {
        Outcome outcome = judge(BELOW, answer);
        assertEquals("answer-missing", outcome.code());
        assertEquals(List.of(PLACE), outcome.where());
    }

    @Test
    void isMissingWhenTheFileIsBrokenOrLacksTheKey() {
        Outcome broken =
                BELOW.examineFile(
                                Answers.unusable(
                                        "answers.json", "the file is not JSON", Optional.of(PLACE)))
                        .orElseThrow();
        assertEquals("answer-missing", broken.code());
        assertEquals(List.of(PLACE), broken.where());
        Outcome lacks = BELOW.examineFile(Answers.of("answers.json", Map.of())).orElseThrow();
        assertEquals("the file has no \"it\"", lacks.observed());
    }

    @ParameterizedTest
    @CsvSource({"100", "97.1", "103", "98"})
    void passesWithinItsTolerance(String answer) {
        assertEquals(Outcome.Status.PASSED, judge(BELOW, answer).status());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "50| 50 is too low",
                "105| 105 is too high",
                "-3| -3 is too low",
                "95.4| 95.4 is too low, as if counted in MiB",
                "100000000| 100000000 is too high, as if counted in bytes"
            })
    void saysTheDirectionAndNeverTheRightFigure(String answer, String observed) {
        Outcome outcome = judge(BELOW, answer);
        assertEquals("answer-wrong", outcome.code());
        assertEquals(observed, outcome.observed());
        String said = outcome.observed() + outcome.expected() + outcome.next();
        assertFalse(said.matches(".*\\b100(\\.0)?\\b.*"), said);
    }

    @Test
    void knowsTheLineThatWroteTheMost() {
        assertEquals(Outcome.Status.PASSED, judge(LINE, "2").status());
        assertEquals("line 3 wrote 0 bytes, another one more", judge(LINE, "3").observed());
        assertEquals("line 7 of Dockerfile writes nothing", judge(LINE, "7").observed());
        assertEquals("answer-wrong", judge(LINE, "2.5").code());
    }

    private static FileEntry shell(long size) {
        return new FileEntry(
                "/bin/sh",
                FileType.FILE,
                size,
                0755,
                0,
                0,
                "",
                Sha256.OF_NOTHING,
                false,
                new ContentKind.Script("/bin/busybox", ""));
    }

    @Test
    void asksWhichOfSeveralDockerfiles() {
        Map<String, ImageEvidence> images = new LinkedHashMap<>();
        images.put(
                "Dockerfile.slim",
                Evidence.of("FROM scratch\nCOPY /app /app\n").entry(shell(3_000_000)).image());
        images.put(
                "Dockerfile.alpine",
                Evidence.of("FROM scratch\nCOPY /app /app\n")
                        .entry(shell(2_000_000))
                        .file("/lib/ld-musl-x86_64.so.1", 1, ContentKind.Simple.OTHER)
                        .image());
        images.put(
                "Dockerfile.distroless",
                Evidence.of("FROM scratch\nCOPY /app /app\n")
                        .file("/usr/bin/python3", 2_500_000, ContentKind.Simple.OTHER)
                        .image());
        assertTrue(passes(Measure.SMALLEST, "alpine", images));
        assertTrue(passes(Measure.MUSL, "Dockerfile.alpine", images));
        assertTrue(passes(Measure.WITHOUT_SHELL, "Distroless", images));
        assertEquals("not slim", judge(asking(Measure.SMALLEST), "slim", images).observed());
        assertEquals("answer-missing", judge(asking(Measure.MUSL), "", images).code());
        Outcome unknown = judge(asking(Measure.MUSL), "alpin", images);
        assertTrue(unknown.next().contains("slim, alpine, distroless"), unknown.next());
    }

    @Test
    void twoImagesThatAreAlikeAreNoChoice() {
        Map<String, ImageEvidence> images = new LinkedHashMap<>();
        images.put("Dockerfile.slim", image().image());
        images.put("Dockerfile.distroless", image().image());
        Outcome outcome = judge(asking(Measure.WITHOUT_SHELL), "distroless", images);
        assertEquals("answer-wrong", outcome.code());
        assertTrue(
                outcome.observed().startsWith("slim and distroless are alike"), outcome.observed());
        Outcome none = judge(asking(Measure.MUSL), "slim", images);
        assertTrue(none.observed().contains("none of the images"), none.observed());
    }

    private static boolean passes(
            Measure measure, String answer, Map<String, ImageEvidence> images) {
        return judge(asking(measure), answer, images).status() == Outcome.Status.PASSED;
    }

    @Test
    void isBlockedWithoutTheImage() {
        Outcome outcome =
                LINE.examine(
                        new AnswerEvidence(
                                answers("2"), "Dockerfile", List.of("Dockerfile"), Map.of()));
        assertEquals(Outcome.Status.BLOCKED, outcome.status());
    }

    @Test
    void refusesADeclarationThatMakesNoSense() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Answer("a.json", "k", Measure.MEGABYTES_BELOW, List.of(), 0.1));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Answer("a.json", "k", Measure.SMALLEST, List.of("/x"), 0.1));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Answer("a.json", "k", Measure.MEGABYTES, List.of(), 3.0));
    }
}
