package dev.multistage.grader.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.docker.BuildStep;
import dev.multistage.grader.report.Style;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalTest {

    private static final BuildStep RUN = step("[build 3/4] RUN go build -o linkcheck .", 7);

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(written, true, StandardCharsets.UTF_8);
    private long now = 1_000_000;

    private static BuildStep step(String name, int line) {
        return new BuildStep(
                "sha256:" + name, name, List.of(), line == 0, false, Duration.ZERO, line, "", null);
    }

    private Terminal terminal(boolean live, Style style) {
        return new Terminal(err, live, false, style, () -> now);
    }

    private List<String> lines() {
        return written.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /** Ten looks a second, as a build has them. */
    private void work(Terminal terminal, BuildStep step, int seconds) {
        for (int look = 0; look < 10 * seconds; look++) {
            now += 100;
            terminal.atWork(step);
        }
    }

    @Test
    void aSlowStepShowsALineNowAndThenWhereNoLineCanBeRewritten() {
        Terminal terminal = terminal(false, Style.PLAIN);
        terminal.started(RUN);
        work(terminal, RUN, 40);
        assertEquals(
                List.of(
                        "building: [build 3/4] RUN go build -o linkcheck .",
                        "still building, 15 s: line 7 RUN go build -o linkcheck .",
                        "still building, 30 s: line 7 RUN go build -o linkcheck ."),
                lines());
    }

    @Test
    void stepsThatAreNotSlowSayNothingMore() {
        Terminal terminal = terminal(false, Style.PLAIN);
        for (int line = 1; line <= 5; line++) {
            BuildStep step = step("[" + line + "/5] RUN step " + line, line);
            terminal.started(step);
            work(terminal, step, 14);
            terminal.completed(step);
        }
        assertEquals(5, lines().size(), lines()::toString);
        assertTrue(lines().stream().allMatch(line -> line.startsWith("building: ")));
    }

    @Test
    void whatTheEngineDoesForItselfIsNamedToo() {
        Terminal terminal = terminal(false, Style.PLAIN);
        BuildStep export = step("exporting layers", 0);
        terminal.begins("building Dockerfile");
        terminal.started(export);
        work(terminal, export, 16);
        assertEquals(
                List.of("building Dockerfile...", "still building, 15 s: exporting layers"),
                lines());
    }

    @Test
    void aLongInstructionIsCutAndNoEscapeSequenceGetsThrough() {
        Terminal terminal = terminal(false, Style.PLAIN);
        BuildStep hostile = step("[2/2] RUN echo \u001b[31m" + "x".repeat(200), 2);
        terminal.started(hostile);
        work(terminal, hostile, 15);
        String last = lines().get(lines().size() - 1);
        assertTrue(last.startsWith("still building, 15 s: line 2 RUN echo"), last);
        assertTrue(last.length() <= 80 && last.indexOf('\u001b') < 0, last);
    }

    @Test
    void onATerminalTheSecondsOfASlowStepAreCounted() {
        Terminal terminal = terminal(true, new Style(false, true, 60));
        terminal.started(RUN);
        work(terminal, RUN, 20);
        String[] drawn = written.toString(StandardCharsets.UTF_8).split("\r");
        String last = drawn[drawn.length - 1];
        assertEquals("building: [build 3/4] RUN go build -o linkcheck ., 20 s", last.strip());
        assertEquals("building: [build 3/4] RUN go build -o linkcheck .", drawn[1].strip());
        assertEquals(
                0, written.toString(StandardCharsets.UTF_8).chars().filter(c -> c == '\n').count());
    }
}
