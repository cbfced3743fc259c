package dev.multistage.grader.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.multistage.grader.docker.BuildResult.Failed;
import dev.multistage.grader.docker.BuildResult.Reason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Builds that are followed while they run, and end before they are done. */
@Timeout(180)
class ImageBuildEndIT {

    private static final DockerEngine ENGINE = TestEngine.connect();
    private static final String TAG = "lab-docker/ended:1";

    @AfterAll
    static void removeWhatWasMade() {
        ENGINE.remove(TAG);
        ENGINE.close();
    }

    @Test
    void interruptingEndsTheBuildAndItsProcessesWithinTwoSeconds() throws Exception {
        String marker = "3" + System.nanoTime() % 1_000_000;
        CountDownLatch running = new CountDownLatch(1);
        AtomicReference<Object> ending = new AtomicReference<>();
        Thread builder =
                new Thread(
                        () -> {
                            try {
                                ending.set(
                                        ENGINE.build(
                                                sleeping(marker),
                                                hears("about to sleep", running)));
                            } catch (Throwable thrown) {
                                ending.set(thrown);
                            }
                        });
        builder.start();
        assertTrue(running.await(60, TimeUnit.SECONDS), "the build never got to its RUN");
        until(true, marker);
        builder.interrupt();
        builder.join(2000);
        assertInstanceOf(InterruptedException.class, ending.get());
        until(false, marker);
    }

    @Test
    void aBuildOverItsTimeIsStoppedWithItsProcesses() throws Exception {
        String marker = "4" + System.nanoTime() % 1_000_000;
        Failed failed =
                assertInstanceOf(
                        Failed.class,
                        ENGINE.build(
                                sleeping(marker)
                                        .within(Duration.ofSeconds(3), 1_000_000, Long.MAX_VALUE),
                                BuildListener.NONE));
        assertEquals(Reason.OVER_TIME, failed.reason());
        assertEquals(2, failed.line());
        until(false, marker);
    }

    @Test
    void aBuildIsStoppedOnceItsListenerHasHeardEnough() throws Exception {
        String marker = "5" + System.nanoTime() % 1_000_000;
        CountDownLatch running = new CountDownLatch(1);
        BuildListener hears = hears("about to sleep", running);
        BuildListener curious =
                new BuildListener() {
                    @Override
                    public void printed(BuildStep step, String line) {
                        hears.printed(step, line);
                    }

                    @Override
                    public boolean enough() {
                        return running.getCount() == 0;
                    }
                };
        Failed failed = assertInstanceOf(Failed.class, ENGINE.build(sleeping(marker), curious));
        assertEquals(Reason.STOPPED, failed.reason());
        until(false, marker);
    }

    @Test
    void aStepThatIsAtWorkIsToldAgainAndAgain() throws Exception {
        String marker = "7" + System.nanoTime() % 1_000_000;
        List<Integer> lines = new CopyOnWriteArrayList<>();
        BuildListener listener =
                new BuildListener() {
                    @Override
                    public void atWork(BuildStep step) {
                        if (step.name().contains(marker)) {
                            lines.add(step.line());
                        }
                    }

                    @Override
                    public boolean enough() {
                        return lines.size() > 2;
                    }
                };
        Failed failed = assertInstanceOf(Failed.class, ENGINE.build(sleeping(marker), listener));
        assertEquals(Reason.STOPPED, failed.reason());
        assertEquals(List.of(2, 2, 2), lines);
    }

    @Test
    void aBuildThatPrintsTooMuchIsStopped() throws Exception {
        Failed failed =
                assertInstanceOf(
                        Failed.class,
                        ENGINE.build(
                                BuildRequest.of(
                                                TestContext.of(
                                                        "FROM alpine:3.23\nRUN yes "
                                                                + System.nanoTime()
                                                                + "\n"),
                                                TAG)
                                        .within(Duration.ofMinutes(2), 50_000, Long.MAX_VALUE),
                                BuildListener.NONE));
        assertEquals(Reason.OVER_LOG, failed.reason());
        assertEquals(2, failed.line());
        assertTrue(failed.step().log().length() < 200_000);
    }

    @Test
    void aBuildThatFillsTheDiskIsStopped() throws Exception {
        Failed failed =
                assertInstanceOf(
                        Failed.class,
                        ENGINE.build(
                                BuildRequest.of(
                                                TestContext.of(
                                                        "FROM alpine:3.23\n"
                                                                + "RUN dd if=/dev/zero of=/fill bs=1M"
                                                                + " count=3000; sleep 60; echo "
                                                                + System.nanoTime()
                                                                + "\n"),
                                                TAG)
                                        .within(Duration.ofMinutes(2), 1_000_000, 1_000_000_000L),
                                BuildListener.NONE));
        assertEquals(Reason.OVER_DISK, failed.reason());
        assertEquals(2, failed.line());
    }

    private static BuildRequest sleeping(String marker) {
        return BuildRequest.of(
                TestContext.of("FROM alpine:3.23\nRUN echo about to sleep; sleep " + marker + "\n"),
                TAG);
    }

    private static BuildListener hears(String text, CountDownLatch heard) {
        return new BuildListener() {
            @Override
            public void printed(BuildStep step, String line) {
                if (line.contains(text)) {
                    heard.countDown();
                }
            }
        };
    }

    private static boolean sleeps(String marker) {
        return ProcessHandle.allProcesses()
                .flatMap(process -> process.info().arguments().stream())
                .anyMatch(arguments -> List.of(arguments).contains(marker));
    }

    private static void until(boolean wanted, String marker) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(wanted ? 20 : 2);
        while (sleeps(marker) != wanted) {
            if (System.nanoTime() > end) {
                fail(wanted ? "the build's process never ran" : "the build's process still runs");
            }
            TimeUnit.MILLISECONDS.sleep(20); // a process of the engine, not a child of ours
        }
    }
}
