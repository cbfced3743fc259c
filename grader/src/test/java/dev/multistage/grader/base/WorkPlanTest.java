package dev.multistage.grader.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class WorkPlanTest {

    private final List<String> done = new CopyOnWriteArrayList<>();

    @Test
    void aPieceStartsWhenThoseThatItWaitsForAreDone() throws Exception {
        CountDownLatch bothRun = new CountDownLatch(2);
        try (WorkPlan plan = new WorkPlan()) {
            for (String name : List.of("a", "b")) {
                plan.add(
                        name,
                        List.of(),
                        () -> {
                            bothRun.countDown();
                            // waits for the other: both run at the same time
                            bothRun.await();
                            return done.add(name);
                        });
            }
            plan.add("c", List.of("a", "b"), () -> done.add("c"));
            plan.await();
        }
        assertEquals(3, done.size());
        assertEquals("c", done.get(2));
    }

    @Test
    void aFailureStopsWhatRunsAndWhatWaits() throws Exception {
        IOException broken = new IOException("broken");
        CountDownLatch runs = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        try (WorkPlan plan = new WorkPlan()) {
            plan.add(
                    "long",
                    List.of(),
                    () -> {
                        runs.countDown();
                        try {
                            new CountDownLatch(1).await();
                        } finally {
                            stopped.countDown();
                        }
                        return null;
                    });
            plan.add(
                    "broken",
                    List.of(),
                    () -> {
                        runs.await();
                        throw broken;
                    });
            plan.add("after", List.of("broken"), () -> done.add("after"));
            assertSame(broken, assertThrows(IOException.class, plan::await));
        }
        assertEquals(0, stopped.getCount());
        assertEquals(List.of(), done);
    }

    @Test
    void anInterruptedWaitStopsTheWork() throws Exception {
        CountDownLatch runs = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Thread waiting =
                new Thread(
                        () -> {
                            try (WorkPlan plan = new WorkPlan()) {
                                plan.add(
                                        "long",
                                        List.of(),
                                        () -> {
                                            runs.countDown();
                                            try {
                                                new CountDownLatch(1).await();
                                            } finally {
                                                stopped.countDown();
                                            }
                                            return null;
                                        });
                                plan.await();
                            } catch (IOException | InterruptedException expected) {
                                done.add("interrupted");
                            }
                        });
        waiting.start();
        runs.await();
        waiting.interrupt();
        waiting.join();
        assertEquals(List.of("interrupted"), done);
        assertTrue(stopped.getCount() == 0);
    }
}
