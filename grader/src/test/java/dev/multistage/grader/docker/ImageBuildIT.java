package dev.multistage.grader.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.docker.BuildResult.Built;
import dev.multistage.grader.docker.BuildResult.Failed;
import dev.multistage.grader.docker.BuildResult.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class ImageBuildIT {

    private static final DockerEngine ENGINE = TestEngine.connect();
    private static final String TAG = "lab-docker/built:1";

    @AfterAll
    static void removeWhatWasMade() {
        ENGINE.remove(TAG);
        ENGINE.close();
    }

    @Test
    void aBuildTellsItsStepsTheirLinesAndWhatTheyPrinted() throws Exception {
        List<String> heard = new ArrayList<>();
        BuildListener listener =
                new BuildListener() {
                    @Override
                    public void printed(BuildStep step, String text) {
                        heard.add(step.line() + " " + text);
                    }
                };
        String nonce = "nonce " + System.nanoTime();
        TestContext context =
                TestContext.of(
                        """
                        FROM alpine:3.23 AS build
                        # a comment
                        COPY a.txt /a.txt
                        RUN cat /a.txt && \\
                            echo done

                        FROM scratch
                        COPY --from=build /a.txt /a.txt
                        """,
                        "a.txt",
                        nonce + "\n");
        BuildRequest request =
                BuildRequest.of(context, TAG).withLabels(Map.of("lab-docker.build", "yes"));
        Built built = assertInstanceOf(Built.class, ENGINE.build(request, listener));

        assertEquals(List.of("4 " + nonce, "4 done"), heard);
        BuildStep run = step(built, "RUN");
        assertEquals(4, run.line());
        assertTrue(run.duration().toMillis() > 0);
        assertEquals(nonce + "\ndone\n", run.log());
        assertEquals(1, step(built, "FROM").line());
        assertEquals(8, step(built, "COPY --from").line());
        ImageDescription image = ENGINE.describe(TAG).orElseThrow();
        assertEquals(built.imageId(), image.id());
        assertEquals("yes", image.labels().get("lab-docker.build"));

        Built again = assertInstanceOf(Built.class, ENGINE.build(request, listener));
        assertEquals(built.imageId(), again.imageId());
        assertTrue(step(again, "RUN").cached());
        assertEquals(Duration.ZERO, step(again, "RUN").duration());
        Built uncached =
                assertInstanceOf(Built.class, ENGINE.build(request.withoutCache(), listener));
        assertTrue(!step(uncached, "RUN").cached());
    }

    @Test
    void aFailingCommandNamesItsLineAndKeepsItsOutput() throws Exception {
        Failed failed = fails("FROM alpine:3.23\n\nRUN echo before; exit 3\n");
        assertEquals(Reason.COMMAND, failed.reason());
        assertEquals(3, failed.line());
        assertEquals("before\n", failed.step().log());
        assertTrue(failed.message().contains("exit code: 3"), failed::message);
    }

    @Test
    void aMissingSourceNamesItsLine() throws Exception {
        Failed failed = fails("FROM alpine:3.23\nCOPY missing.txt /\n");
        assertEquals(Reason.MISSING_SOURCE, failed.reason());
        assertEquals(2, failed.line());
        assertTrue(failed.message().contains("missing.txt"), failed::message);
    }

    @Test
    void aFileMissingInAStageNamesItsLine() throws Exception {
        Failed failed = fails("FROM alpine:3.23 AS b\nFROM scratch\nCOPY --from=b /missing /x\n");
        assertEquals(Reason.MISSING_SOURCE, failed.reason());
        assertEquals(3, failed.line());
    }

    @Test
    void anUnknownInstructionNamesItsLine() throws Exception {
        Failed failed = fails("FROM alpine:3.23\nRUN true\nRUNN true\n");
        assertEquals(Reason.SYNTAX, failed.reason());
        assertEquals(3, failed.line());
        assertTrue(failed.message().contains("unknown instruction: RUNN"), failed::message);
    }

    @Test
    void anEmptyDockerfileIsASyntaxError() throws Exception {
        assertEquals(Reason.SYNTAX, fails("").reason());
        assertEquals(Reason.SYNTAX, fails("# only a comment\n").reason());
    }

    @Test
    void anUnknownBaseNamesItsLine() throws Exception {
        Failed failed = fails("FROM alpine:3.23 AS a\nFROM lab-docker/no-such-base:1\nRUN true\n");
        assertEquals(Reason.BASE_UNAVAILABLE, failed.reason());
        assertEquals(2, failed.line());
    }

    @Test
    void aMisspeltStageIsNotTakenForAnImageThatCannotBePulled() throws Exception {
        Failed failed =
                fails("FROM alpine:3.23 AS builder\nFROM scratch\nCOPY --from=buildr / /\n");
        assertEquals(Reason.STAGES, failed.reason());
        assertEquals(3, failed.line());
        assertTrue(failed.message().contains("buildr"), failed::message);
    }

    @Test
    void stagesThatNeedEachOtherAreNamed() throws Exception {
        Failed failed =
                fails("FROM b AS a\nRUN true\nFROM alpine:3.23 AS b\nCOPY --from=b /x /x\n");
        assertEquals(Reason.STAGES, failed.reason());
    }

    @Test
    void anUnknownTargetIsNamed() throws Exception {
        BuildRequest request =
                BuildRequest.of(TestContext.of("FROM alpine:3.23 AS a\n"), TAG).withTarget("nope");
        Failed failed = assertInstanceOf(Failed.class, ENGINE.build(request, BuildListener.NONE));
        assertEquals(Reason.STAGES, failed.reason());
        assertTrue(failed.message().contains("nope"), failed::message);
    }

    @Test
    void onlyTheTargetIsBuilt() throws Exception {
        BuildRequest request =
                BuildRequest.of(
                                TestContext.of(
                                        "FROM alpine:3.23 AS a\nRUN true\nFROM a\nRUN exit 1\n"),
                                TAG)
                        .withTarget("a");
        assertInstanceOf(Built.class, ENGINE.build(request, BuildListener.NONE));
    }

    private static Failed fails(String dockerfile) throws InterruptedException {
        BuildResult result =
                ENGINE.build(BuildRequest.of(TestContext.of(dockerfile), TAG), BuildListener.NONE);
        return assertInstanceOf(Failed.class, result);
    }

    private static BuildStep step(BuildResult result, String instruction) {
        return result.steps().stream()
                .filter(step -> step.name().contains("] " + instruction))
                .findFirst()
                .orElseThrow();
    }
}
