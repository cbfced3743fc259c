package dev.multistage.grader.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.docker.BuildStep;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StepWatchTest {

    private final AtomicLong now = new AtomicLong();

    private static BuildStep step(int line, boolean cached) {
        return new BuildStep(
                "sha256:" + line,
                "[build 2/3] RUN x",
                List.of(),
                false,
                cached,
                Duration.ZERO,
                line,
                "",
                null);
    }

    private StepWatch watch(Integer... lines) {
        return new StepWatch(Set.of(lines), now::get);
    }

    @Test
    void knowsAStepThatHasRun() {
        StepWatch watch = watch(3);
        watch.completed(step(3, false));
        assertTrue(watch.enough());
        assertEquals(Set.of(3), watch.running());
    }

    @Test
    void knowsACachedStepAtOnce() {
        StepWatch watch = watch(3);
        assertFalse(watch.enough());
        watch.completed(step(3, true));
        assertTrue(watch.enough());
        assertEquals(Set.of(), watch.running());
    }

    @Test
    void aStepThatIsAtWorkForAWhileRuns() {
        StepWatch watch = watch(3);
        watch.started(step(3, false));
        now.addAndGet(Duration.ofMillis(900).toNanos());
        assertFalse(watch.enough());
        now.addAndGet(Duration.ofMillis(1500).toNanos());
        assertTrue(watch.enough());
        assertEquals(Set.of(3), watch.running());
    }

    @Test
    void waitsForAllLines() {
        StepWatch watch = watch(3, 9);
        watch.completed(step(3, true));
        watch.completed(step(5, true));
        assertFalse(watch.enough());
        watch.completed(step(9, true));
        assertTrue(watch.enough());
    }

    @Test
    void isNeverEnoughWithoutALine() {
        assertFalse(watch().enough());
    }
}
