package dev.multistage.grader.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.check.Place;
import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.grading.Finding;
import dev.multistage.grader.grading.Grade;
import dev.multistage.grader.report.Style;
import dev.multistage.grader.watch.BuildProgress;
import dev.multistage.grader.watch.BuildProgress.Step;
import dev.multistage.grader.watch.CourseLine;
import dev.multistage.grader.watch.Page;
import dev.multistage.grader.watch.WatchState;
import dev.multistage.grader.watch.WatchState.Phase;
import dev.multistage.grader.watch.Watched;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Screens as they are shown, beside the files next to this class that hold how they should be. */
class WatchScreenTest {

    private static final String HOSTILE = "\u001b[2J\u001b]0;pwned\u0007\u202etxet";

    private static List<Exercise> course() {
        return Watched.catalogue().exercises();
    }

    /** A state of exercise 3 whose parts a test changes. */
    private static WatchState state(Phase phase, Page page, String note) {
        List<CourseLine> lines = new ArrayList<>();
        lines.add(new CourseLine(course().get(0), CourseLine.Standing.PASSED, "100/100  18.3 MB"));
        lines.add(new CourseLine(course().get(1), CourseLine.Standing.TRIED, "40/100  20.0 MB"));
        lines.add(new CourseLine(course().get(2), CourseLine.Standing.OPEN, ""));
        Optional<Grade> grade =
                switch (phase) {
                    case GRADED -> Optional.of(Watched.grade(course().get(1), 20_000_000));
                    default -> Optional.empty();
                };
        return new WatchState(
                course().get(1),
                lines,
                phase,
                Optional.of(Instant.parse("2026-11-29T10:21:33Z")),
                phase == Phase.GRADING ? 12.4 : 0,
                note,
                "",
                phase == Phase.GRADING ? List.of(singleStage()) : List.of(),
                phase == Phase.GRADING ? building() : BuildProgress.State.NONE,
                grade,
                phase == Phase.GRADED ? "Attempt 4: 12.3 MB smaller than your last attempt." : "",
                OptionalLong.of(32_300_000),
                page,
                page == Page.HINT ? "Hint 1 of 3\n\nLook at your last `FROM`. Who opens it?" : "",
                1,
                0);
    }

    private static Finding singleStage() {
        return new Finding(
                "stages",
                "minimum-stages",
                "T02",
                Finding.Status.FAILED,
                Finding.Because.NONE,
                "single-stage",
                0,
                10,
                "at least 2 stages",
                "One stage only",
                "1 stage",
                "2 stages",
                List.of(Place.line("Dockerfile", 1, 1, "FROM golang:1.26")),
                "",
                "",
                "");
    }

    private static BuildProgress.State building() {
        return new BuildProgress.State(
                "building Dockerfile",
                "",
                List.of(
                        new Step(
                                "[build 1/4] FROM docker.io/library/golang:1.26",
                                Step.Status.CACHED,
                                0,
                                List.of()),
                        new Step("[build 2/4] COPY . .", Step.Status.DONE, 0.3, List.of()),
                        new Step(
                                "[build 3/4] RUN echo 日本語日本語日本語日本語日本語日本語 && go build -o /app",
                                Step.Status.RUNNING,
                                12.1,
                                List.of("one", "two", "three", HOSTILE, "日本語".repeat(30)))));
    }

    private static Style style(String name) {
        return name.equals("plain") ? new Style(false, false, 80) : new Style(false, true, 80);
    }

    private static WatchScreen.Frame draw(WatchState state, Style style, int columns, int rows) {
        return new WatchScreen(style, columns, rows, ZoneOffset.UTC).draw(state);
    }

    private static String golden(String name) throws IOException {
        try (InputStream file = WatchScreenTest.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "building-80.txt, GRADING, VERDICT, '', unicode, 80",
        "building-40.txt, GRADING, VERDICT, '', unicode, 40",
        "building-ascii.txt, GRADING, VERDICT, '', plain, 80",
        "failed-80.txt, GRADED, VERDICT, '', unicode, 80",
        "failed-40.txt, GRADED, VERDICT, 'Saved without a change.', unicode, 40",
        "waiting-40.txt, WAITING, VERDICT, 'There is no Dockerfile in /home/me/app. Waiting for it.', unicode, 40",
        "list-80.txt, GRADED, LIST, '', unicode, 80",
        "hint-40.txt, GRADED, HINT, '', unicode, 40",
        "keys-80.txt, GRADED, KEYS, '', unicode, 80"
    })
    void looksAsItShould(
            String file, Phase phase, Page page, String note, String style, int columns)
            throws IOException {
        WatchScreen.Frame frame = draw(state(phase, page, note), style(style), columns, 24);
        String screen =
                String.join("\n", frame.lines().stream().map(String::stripTrailing).toList())
                        + "\n";
        assertEquals(golden(file), screen);
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 40, 41, 60, 80, 81, 120, 200})
    void neverDrawsBeyondTheScreenAndAlwaysEndsWithTheKeys(int columns) {
        for (Phase phase : Phase.values()) {
            for (Page page : Page.values()) {
                for (int rows : new int[] {5, 24, 60}) {
                    for (boolean color : new boolean[] {true, false}) {
                        Style style = new Style(color, true, columns);
                        List<String> lines =
                                draw(state(phase, page, "a note"), style, columns, rows).lines();
                        assertEquals(rows, lines.size());
                        for (String line : lines) {
                            assertTrue(Cells.width(line) <= columns, columns + ": " + line);
                        }
                        assertTrue(lines.get(rows - 1).contains("q"), lines.get(rows - 1));
                    }
                }
            }
        }
    }

    @Test
    void showsHostileOutputWithoutItsEffects() {
        String screen =
                String.join(
                        "\n",
                        draw(state(Phase.GRADING, Page.VERDICT, ""), style("unicode"), 80, 24)
                                .lines());
        assertFalse(screen.contains("\u001b"), screen);
        assertFalse(screen.contains("\u202e"), screen);
        assertTrue(screen.contains("␛[2J"), screen);
    }

    @Test
    void saysHowMuchIsBelowAndScrollsNoFurtherThanTheEnd() {
        WatchState state = state(Phase.GRADED, Page.VERDICT, "");
        WatchScreen.Frame frame = draw(state, style("unicode"), 80, 12);
        assertTrue(frame.lines().get(10).contains("more below"), frame.lines().get(10));
        assertTrue(frame.mostScroll() > 0);
    }
}
