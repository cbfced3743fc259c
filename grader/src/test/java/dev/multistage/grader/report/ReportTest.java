package dev.multistage.grader.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.check.Place;
import dev.multistage.grader.docker.EngineInfo;
import dev.multistage.grader.exercise.Catalogue;
import dev.multistage.grader.exercise.CourseInMemory;
import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.explain.DirectoryBytes;
import dev.multistage.grader.grading.Finding;
import dev.multistage.grader.grading.Grade;
import dev.multistage.grader.grading.GradedImage;
import dev.multistage.grader.grading.Mark;
import dev.multistage.grader.grading.SchemaCheck;
import dev.multistage.grader.grading.Timing;
import dev.multistage.grader.grading.Trouble;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Reports of grades that are made up. */
class ReportTest {

    private static final String DIGEST = "sha256:" + "a".repeat(64);

    private static Exercise exercise() {
        return Catalogue.of(
                        new CourseInMemory()
                                .with(
                                        "exercises/exercise-03-static-go-binary/exercise.json",
                                        """
                                        {"format": "multistage/exercise/v1", "title": "Ship only the binary", "language": "go",
                                         "minutes": 15, "port": 8080,
                                         "rubric": [{"id": "build", "points": 40, "check": {"check": "builds"}},
                                                    {"id": "size", "points": 60, "check": {"check": "image-size", "megabytes": 10}}]}
                                        """))
                .find("3")
                .orElseThrow();
    }

    private static Finding passed() {
        return new Finding(
                "build",
                "builds",
                "T21",
                Finding.Status.PASSED,
                Finding.Because.NONE,
                "",
                40,
                40,
                "the Dockerfile builds",
                "",
                "2.1 s",
                "",
                List.of(),
                "",
                "",
                "");
    }

    private static Finding failed(String observed) {
        return new Finding(
                "size",
                "image-size",
                "T01",
                Finding.Status.FAILED,
                Finding.Because.NONE,
                "image-too-large",
                0,
                60,
                "image of at most 10 MB",
                "The image is too large",
                observed,
                "at most 10.0 MB",
                List.of(Place.line("Dockerfile", 1, 1, "FROM golang:1.26", 870_700_000)),
                "Every byte is pushed.",
                "Start from a smaller base.",
                "exercise-3#1");
    }

    private static Finding skipped(Finding.Because because) {
        return new Finding(
                "size",
                "image-size",
                "T01",
                Finding.Status.SKIPPED,
                because,
                "",
                0,
                60,
                "image of at most 10 MB",
                "",
                "the image was not built",
                "",
                List.of(),
                "",
                "",
                "");
    }

    private static Grade grade(List<Finding> findings, Optional<Trouble> trouble) {
        return new Grade(
                exercise(),
                "app",
                DIGEST,
                Optional.of(
                        new EngineInfo(
                                "28.5.2", "1.51", "overlay2", "linux/amd64", "unix:///d", true)),
                findings,
                List.of(new Mark("expert", 7, false)),
                List.of(
                        new GradedImage(
                                "Dockerfile",
                                DIGEST,
                                979_900_000,
                                OptionalLong.of(979_900_000),
                                List.of(
                                        new GradedImage.Base(
                                                "golang:1.26", DIGEST, true, "a stand-in")),
                                List.of(
                                        new GradedImage.Line(
                                                1,
                                                "FROM golang:1.26",
                                                true,
                                                0,
                                                870_700_000,
                                                0,
                                                450_000_000)),
                                List.of(
                                        new DirectoryBytes(
                                                "/usr/local/go",
                                                0,
                                                700_000_000,
                                                12_000,
                                                List.of(
                                                        new DirectoryBytes.Share(
                                                                1, true, 700_000_000)))))),
                new Timing(0.1, 0.1, 2, 0.3, 0.4, 3),
                List.of("a note"),
                trouble);
    }

    @Test
    void jsonOfEveryKindOfGradeFollowsTheSchema() {
        Trouble trouble = new Trouble(Trouble.Kind.ENVIRONMENT, "No engine.", "Start one.");
        for (Grade grade :
                List.of(
                        grade(List.of(passed(), failed("979.9 MB")), Optional.empty()),
                        grade(
                                List.of(passed(), skipped(Finding.Because.BLOCKED)),
                                Optional.empty()),
                        grade(
                                List.of(passed(), skipped(Finding.Because.UNAVAILABLE)),
                                Optional.empty()),
                        grade(List.of(), Optional.of(trouble)))) {
            assertEquals("", SchemaCheck.problems(new JsonReport("0.1.0").render(grade)));
        }
    }

    @Test
    void pointsThatThisMachineCannotJudgeDoNotCount() {
        Grade unavailable =
                grade(List.of(passed(), skipped(Finding.Because.UNAVAILABLE)), Optional.empty());
        assertEquals(40, unavailable.score().of());
        assertEquals(Grade.Status.PASSED, unavailable.status());
        Grade blocked =
                grade(List.of(passed(), skipped(Finding.Because.BLOCKED)), Optional.empty());
        assertEquals(100, blocked.score().of());
        assertEquals(Grade.Status.FAILED, blocked.status());
    }

    @Test
    void textShowsMeasuredWantedWhereWhyAndNext() {
        String text =
                new TextReport(Style.PLAIN)
                        .render(grade(List.of(passed(), failed("979.9 MB")), Optional.empty()));
        for (String part :
                List.of(
                        "x FAIL  image of at most 10 MB: 979.9 MB",
                        "870.7 MB  Dockerfile:1  FROM golang:1.26",
                        "wanted  at most 10.0 MB",
                        "why     Every byte is pushed.",
                        "next    Start from a smaller base.",
                        "Not passed yet: 40 of 100 points, 1 thing to fix.")) {
            assertTrue(text.contains(part), text);
        }
    }

    @Test
    void textShowsTheCodeOfAFailureAndSaysOnceWhereThereIsHelp() {
        Finding first = failed("979.9 MB");
        String text =
                new TextReport(Style.PLAIN)
                        .render(grade(List.of(first, first, passed()), Optional.empty()));
        assertTrue(text.contains("        The image is too large. [image-too-large]\n"), text);
        assertTrue(
                text.contains(
                        """
                        A hint: ./grade hint exercise-3
                        About a code: ./grade checks image-too-large
                        Not passed yet: """),
                text);
        assertEquals(2, text.split("grade hint").length, text);
    }

    @Test
    void textOffersNoHelpWhereNothingFailed() {
        String text =
                new TextReport(Style.PLAIN).render(grade(List.of(passed()), Optional.empty()));
        assertFalse(text.contains("./grade hint") || text.contains("./grade checks"), text);
    }

    @Test
    void textIsPlainAndNarrowWhereItMustBe() {
        String text =
                new TextReport(Style.PLAIN)
                        .render(
                                grade(
                                        List.of(
                                                failed(
                                                        "größer \u001b[31mred\u001b[0m "
                                                                .repeat(40))),
                                        Optional.empty()));
        assertFalse(text.contains("\u001b"));
        assertTrue(text.chars().allMatch(c -> c == '\n' || (c >= 0x20 && c < 0x7f)), text);
        text.lines().forEach(line -> assertTrue(line.length() <= 80, line));
    }

    @Test
    void troubleSaysFirstThatItIsNotTheLearners() {
        Trouble trouble =
                new Trouble(
                        Trouble.Kind.ENVIRONMENT, "The engine stopped.", "Start it: ./grade setup");
        String text = new TextReport(Style.PLAIN).render(grade(List.of(), Optional.of(trouble)));
        assertTrue(
                text.contains("Not graded. This is not your Dockerfile: The engine stopped."),
                text);
        assertTrue(text.contains("./grade setup"), text);
    }
}
