package dev.multistage.grader.report;

import dev.multistage.grader.check.Place;
import dev.multistage.grader.docker.EngineInfo;
import dev.multistage.grader.exercise.Catalogue;
import dev.multistage.grader.exercise.CourseInMemory;
import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.exercise.Submission;
import dev.multistage.grader.explain.DirectoryBytes;
import dev.multistage.grader.grading.Finding;
import dev.multistage.grader.grading.Grade;
import dev.multistage.grader.grading.GradedImage;
import dev.multistage.grader.grading.Mark;
import dev.multistage.grader.grading.Timing;
import dev.multistage.grader.grading.Trouble;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Grades that are made up, the first with text that tries to get out of every format. */
final class ExampleGrades {

    /** What a learner may put into a Dockerfile or make a build print. */
    static final String HOSTILE =
            "</td></code></details><script>alert(1)</script> ![x](http://evil.example/a.png) | a ``` "
                    + "`code` @everyone #12 [l](javascript:x) <img src=x onerror=y> & \"quoted\" 'q' ]]> "
                    + "\u001b]0;t\u0007\u001b[31mred \u202e \ud83d \ufffe \u0000 $x$ www.evil.example **b**";

    private static final String DIGEST = "sha256:" + "b".repeat(64);

    private ExampleGrades() {}

    static Exercise exercise() {
        return Catalogue.of(
                        new CourseInMemory()
                                .with(
                                        "exercises/exercise-03-static-go-binary/exercise.json",
                                        """
                                        {"format": "multistage/exercise/v1", "title": "Ship only the binary", "language": "go",
                                         "minutes": 15, "port": 8080,
                                         "rubric": [{"id": "build", "points": 40, "check": {"check": "builds"}},
                                                    {"id": "size", "points": 60, "check": {"check": "image-size", "megabytes": 10}}]}
                                        """)
                                .with(
                                        "exercises/exercise-03-static-go-binary/app/Dockerfile",
                                        "FROM golang:1.26\nCOPY . .\nRUN go build -o app .\n")
                                .with(
                                        "exercises/exercise-03-static-go-binary/measurements.json",
                                        """
                                        {"format": "multistage/measurements/v1", "platform": {"linux/amd64": {"measured": "2026-11-24",
                                         "starter": {"unpackedBytes": 900000000, "lines": {"1": 850000000, "2": 1000000, "3": 49000000}}}}}
                                        """))
                .find("3")
                .orElseThrow();
    }

    static Finding finding(String criterion, Finding.Status status, String observed) {
        boolean failed = status == Finding.Status.FAILED;
        return new Finding(
                status == Finding.Status.ADVICE ? "" : criterion,
                criterion.equals("build") ? "builds" : "image-size",
                "T01",
                status,
                status == Finding.Status.SKIPPED ? Finding.Because.BLOCKED : Finding.Because.NONE,
                failed ? "image-too-large" : "",
                status == Finding.Status.PASSED ? 20 : 0,
                status == Finding.Status.ADVICE ? 0 : 20,
                "the image has at most 10 MB",
                failed ? "The image is too large" : "",
                observed,
                failed ? "at most 10.0 MB" : "",
                failed
                        ? List.of(
                                Place.line("Dockerfile", 2, 3, "RUN " + HOSTILE, 870_700_000),
                                Place.path("/opt/" + HOSTILE, 12))
                        : List.of(),
                failed ? "Every byte is pushed." : "",
                failed ? "Start from a smaller base." : "",
                failed ? "exercise-3#1" : "");
    }

    static Graded graded(List<Finding> findings, Optional<Trouble> trouble) {
        Exercise exercise = exercise();
        Grade grade =
                new Grade(
                        exercise,
                        "app",
                        DIGEST,
                        Optional.of(
                                new EngineInfo(
                                        "28.5.2",
                                        "1.51",
                                        "overlay2",
                                        "linux/amd64",
                                        "unix:///d",
                                        true)),
                        findings,
                        List.of(new Mark("expert", 7, true)),
                        List.of(
                                new GradedImage(
                                        "Dockerfile",
                                        DIGEST,
                                        50_000_000,
                                        OptionalLong.of(900_000_000),
                                        List.of(
                                                new GradedImage.Base(
                                                        "golang:1.26", DIGEST, true, "a stand-in")),
                                        List.of(
                                                new GradedImage.Line(
                                                        2,
                                                        "RUN " + HOSTILE,
                                                        false,
                                                        1,
                                                        50_000_000,
                                                        10_000_000,
                                                        5_000_000)),
                                        List.of(
                                                new DirectoryBytes(
                                                        "/opt/" + HOSTILE,
                                                        0,
                                                        30_000_000,
                                                        9,
                                                        List.of(
                                                                new DirectoryBytes.Share(
                                                                        2, false, 30_000_000)))))),
                        new Timing(0.1, 0.1, 2, 0.3, 0.4, 3.25),
                        List.of("a note of " + HOSTILE),
                        trouble);
        byte[] dockerfile = ("FROM golang:1.26\nRUN " + HOSTILE).getBytes(StandardCharsets.UTF_8);
        Submission submission =
                new Submission(exercise, "app", Map.of("Dockerfile", dockerfile), Map.of());
        return new Graded(grade, submission, Optional.empty(), "0.1.0");
    }

    /** One finding of each status. */
    static Graded mixed() {
        return graded(
                List.of(
                        finding("build", Finding.Status.PASSED, "2.1 s"),
                        finding(
                                "size",
                                Finding.Status.FAILED,
                                "50.0 MB " + HOSTILE + "\nlog\n" + HOSTILE),
                        finding("user", Finding.Status.SKIPPED, "the image was not built"),
                        finding("", Finding.Status.ADVICE, "a tip about " + HOSTILE)),
                Optional.empty());
    }

    static Graded troubled() {
        return graded(
                List.of(),
                Optional.of(
                        new Trouble(
                                Trouble.Kind.ENVIRONMENT, "The engine stopped.", "./grade setup")));
    }
}
