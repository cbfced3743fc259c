package dev.multistage.grader.terminal;

import dev.multistage.grader.watch.Key;
import dev.multistage.grader.watch.WatchEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Keys where none can be read one by one: the first letter of each line, with Enter. */
public final class LineKeys {

    private LineKeys() {}

    /**
     * Reads until the input ends.
     *
     * @param person whether a person types; the end of a pipe ends nothing
     */
    public static void start(InputStream in, boolean person, Consumer<WatchEvent> events) {
        Thread thread = new Thread(() -> read(in, person, events), "keys");
        thread.setDaemon(true);
        thread.start();
    }

    private static void read(InputStream in, boolean person, Consumer<WatchEvent> events) {
        try {
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    Key.of(line.strip().charAt(0))
                            .ifPresent(key -> events.accept(new WatchEvent.Pressed(key)));
                }
            }
        } catch (IOException closed) {
            // as the end of input
        }
        if (person) {
            events.accept(new WatchEvent.HungUp());
        }
    }
}
