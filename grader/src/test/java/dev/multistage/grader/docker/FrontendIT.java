package dev.multistage.grader.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.docker.BuildResult.Built;
import dev.multistage.grader.docker.BuildResult.Failed;
import dev.multistage.grader.docker.BuildResult.Reason;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What a Dockerfile may hold beyond what the oldest supported engine reads by itself. */
class FrontendIT {

    private static final DockerEngine ENGINE = TestEngine.connect();
    private static final String TAG = "lab-docker/frontend:1";

    @AfterAll
    static void removeWhatWasMade() {
        ENGINE.remove(TAG);
        ENGINE.close();
    }

    @Test
    void heredocsAndLinkedCopiesBuildOnEveryEngine() throws Exception {
        BuildResult result =
                build(
                        """
                        FROM alpine:3.23 AS build
                        RUN <<EOF
                        set -e
                        echo from a heredoc > /made
                        EOF
                        COPY --link a.txt /linked
                        FROM scratch
                        COPY --link --from=build /made /linked /
                        COPY <<TEXT /text
                        a file
                        TEXT
                        """);
        Built built = assertInstanceOf(Built.class, result, result::toString);
        assertEquals(List.of(1, 2, 6, 8, 9), lines(built));
    }

    @Test
    void theToolIsNoBaseAndSaysWhatItIs() throws Exception {
        build("FROM alpine:3.23\nRUN <<EOF\ntrue\nEOF\n");
        if (ENGINE.info().majorVersion() < NewSyntax.HEREDOCS) {
            ImageDescription tool = ENGINE.describe(FrontendImage.NAME).orElseThrow();
            assertTrue(tool.labels().containsKey(FrontendImage.TOOL_LABEL), tool::toString);
        }
    }

    @Test
    void linesAreTheLearnersOwnAlsoWhenALineIsAdded() throws Exception {
        Failed command =
                assertInstanceOf(Failed.class, build("FROM alpine:3.23\nRUN <<EOF\nexit 4\nEOF\n"));
        assertEquals(Reason.COMMAND, command.reason());
        assertEquals(2, command.line());
        Failed unknownOption =
                assertInstanceOf(
                        Failed.class,
                        build("FROM alpine:3.23\nRUN <<EOF\ntrue\nEOF\nCOPY --from=nobody /x /\n"));
        assertEquals(5, unknownOption.line());
    }

    @Test
    void theLintersWarningsCarryTheirRuleAndLineWhereTheEngineHasALinter() throws Exception {
        BuildResult result = build("FROM alpine:3.23 AS a\n\nFROM a as b\nRUN true\n");
        boolean warned =
                result.warnings().stream()
                        .anyMatch(w -> w.rule().equals("FromAsCasing") && w.line() == 3);
        assertEquals(ENGINE.info().majorVersion() >= 27, warned, result.warnings()::toString);
    }

    @Test
    void aSyntaxLineThatNoRegistryGivesIsLeftOutAndSaidSo() throws Exception {
        BuildResult result =
                build(
                        "# syntax=docker/dockerfile:0.0.1-none\n# escape=`\nFROM scratch\nCOPY a.txt `\n  /\n");
        Built built = assertInstanceOf(Built.class, result, result::toString);
        assertEquals(List.of(4), lines(built));
        assertEquals(1, built.notes().size());
        assertTrue(built.notes().get(0).contains("was left out"), built.notes()::toString);
    }

    @Test
    void aForeignFrontendIsRefusedByName() throws Exception {
        Failed failed =
                assertInstanceOf(Failed.class, build("# syntax=evil/frontend\nFROM scratch\n"));
        assertEquals(Reason.UNSUPPORTED, failed.reason());
        assertEquals(1, failed.line());
        assertTrue(failed.message().contains("evil/frontend"), failed::message);
    }

    @Test
    void aDockerfileSeveralMegabytesLongIsNoCrash() throws Exception {
        String huge = "FROM scratch\n" + "# filler\n".repeat(1_000_000);
        assertInstanceOf(BuildResult.class, build(huge));
    }

    @Test
    void anUnreachableRegistryIsSaidSoAndNotAskedTwice() throws Exception {
        String name = "registry.invalid/some/image:1";
        for (int i = 0; i < 2; i++) {
            try {
                ENGINE.pull(name, ProgressListener.NONE);
            } catch (RegistryUnreachableException unreachable) {
                assertTrue(unreachable.getMessage().contains("registry.invalid"));
                continue;
            }
            throw new AssertionError("a registry that does not exist answered");
        }
    }

    private static BuildResult build(String dockerfile) throws InterruptedException {
        return ENGINE.build(
                BuildRequest.of(TestContext.of(dockerfile, "a.txt", "text"), TAG),
                BuildListener.NONE);
    }

    private static List<Integer> lines(Built built) {
        return built.steps().stream()
                .filter(step -> !step.internal())
                .map(BuildStep::line)
                .distinct()
                .sorted()
                .toList();
    }
}
