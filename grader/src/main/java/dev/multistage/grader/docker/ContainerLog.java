package dev.multistage.grader.docker;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What a container printed. */
final class ContainerLog {

    private ContainerLog() {}

    /** Returns the end of it, at most this many bytes; untrusted. */
    static String read(EngineHttp http, String container, int maxBytes) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        var ask =
                EngineHttp.request(
                        "GET", "/containers/" + container + "/logs?stdout=1&stderr=1&tail=2000");
        try (EngineStream stream = http.open(ask.build(), EngineHttp.SHORT, EngineHttp.SHORT);
                DataInputStream frames = new DataInputStream(stream)) {
            // each frame: stream (1 byte), three zeros, length (4 bytes), text
            while (true) {
                frames.readInt();
                text.writeBytes(frames.readNBytes(frames.readInt()));
                if (text.size() > 2 * maxBytes + (1 << 20)) {
                    byte[] all = text.toByteArray();
                    text.reset();
                    text.write(all, all.length - maxBytes, maxBytes);
                }
            }
        } catch (EOFException end) {
            byte[] all = text.toByteArray();
            int from = Math.max(0, all.length - maxBytes);
            return new String(all, from, all.length - from, StandardCharsets.UTF_8);
        } catch (IOException lost) {
            throw EngineErrors.lost(lost, http.endpoint());
        }
    }
}
