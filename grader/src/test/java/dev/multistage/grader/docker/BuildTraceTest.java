package dev.multistage.grader.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BuildTraceTest {

    private final List<String> heard = new ArrayList<>();
    private final BuildTrace trace =
            new BuildTrace(
                    step -> step.contains("RUN") ? 7 : 0,
                    new BuildListener() {
                        @Override
                        public void started(BuildStep step) {
                            heard.add("started " + step.line());
                        }

                        @Override
                        public void completed(BuildStep step) {
                            heard.add("completed " + step.line());
                        }

                        @Override
                        public void printed(BuildStep step, String text) {
                            heard.add(text);
                        }
                    },
                    100);

    @Test
    void aStepIsFollowedFromItsStartToItsEnd() {
        trace.accept(vertex("sha256:1", "[build 2/2] RUN x", 10, 0, false));
        trace.accept(log("sha256:1", "one\ntw"));
        trace.accept(log("sha256:1", "o\r\nthree"));
        trace.accept(vertex("sha256:1", "[build 2/2] RUN x", 10, 13, false));
        assertEquals(List.of("started 7", "one", "two", "three", "completed 7"), heard);
        BuildStep step = trace.steps().get(0);
        assertEquals(Duration.ofSeconds(3), step.duration());
        assertFalse(step.internal());
        assertEquals("one\ntwo\r\nthree", step.log());
    }

    @Test
    void aCachedStepTookNoTime() {
        trace.accept(vertex("sha256:1", "[build 2/2] RUN x", 10, 13, true));
        assertTrue(trace.steps().get(0).cached());
        assertEquals(Duration.ZERO, trace.steps().get(0).duration());
        assertEquals(List.of("completed 7"), heard);
    }

    @Test
    void whatBuildKitDoesForItselfIsInternal() {
        trace.accept(vertex("sha256:1", "[internal] load metadata for x", 10, 13, false));
        trace.accept(vertex("sha256:2", "exporting to image", 10, 13, false));
        assertTrue(trace.steps().stream().allMatch(BuildStep::internal));
    }

    @Test
    void onlyTheEndOfALongLogIsKeptButAllOfItCounted() {
        trace.accept(vertex("sha256:1", "[build 2/2] RUN x", 10, 0, false));
        for (int i = 0; i < 100; i++) {
            trace.accept(log("sha256:1", "x".repeat(50)));
        }
        assertTrue(trace.steps().get(0).log().length() <= 200);
        assertEquals(5000, trace.logged());
    }

    @Test
    void whatIsCutOffIsRefused() {
        byte[] message = vertex("sha256:1", "[build 2/2] RUN x", 10, 13, false);
        byte[] half = java.util.Arrays.copyOf(message, message.length / 2);
        assertThrows(IllegalArgumentException.class, () -> trace.accept(half));
    }

    private static byte[] vertex(String digest, String name, int start, int end, boolean cached) {
        Message vertex = new Message().text(1, digest).text(3, name);
        vertex.number(4, cached ? 1 : 0);
        vertex.message(5, new Message().number(1, start));
        if (end > 0) {
            vertex.message(6, new Message().number(1, end));
        }
        return new Message().message(1, vertex).bytes();
    }

    private static byte[] log(String digest, String text) {
        return new Message().message(3, new Message().text(1, digest).text(4, text)).bytes();
    }

    /** Writes protobuf. */
    private static final class Message {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        Message text(int field, String value) {
            return part(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message value) {
            return part(field, value.bytes());
        }

        private Message part(int field, byte[] value) {
            varint((long) field << 3 | 2);
            varint(value.length);
            out.writeBytes(value);
            return this;
        }

        private void varint(long value) {
            long left = value;
            for (; left > 0x7f; left >>>= 7) {
                out.write((int) (left & 0x7f | 0x80));
            }
            out.write((int) left);
        }

        byte[] bytes() {
            return out.toByteArray();
        }
    }
}
