package dev.multistage.grader.cli;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The part of {@link PlainTextTest} that needs an engine. */
class PlainTextIT {

    @TempDir private Path home;

    static Iterable<String> runs() {
        return EveryCommand.WITH_ENGINE;
    }

    @ParameterizedTest
    @MethodSource("runs")
    void whatItPrintsIsPlain(String run) {
        EveryCommand.check(home, run);
    }
}
