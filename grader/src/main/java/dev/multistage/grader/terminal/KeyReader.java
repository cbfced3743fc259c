package dev.multistage.grader.terminal;

import dev.multistage.grader.watch.Key;
import dev.multistage.grader.watch.WatchEvent;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jline.utils.NonBlockingReader;

/** Reads keys of a terminal in raw mode. */
final class KeyReader {

    private static final int ESCAPE = 27;
    private static final long REST_OF_SEQUENCE_MILLIS = 50;

    private final NonBlockingReader reader;
    private final Consumer<WatchEvent> events;

    private KeyReader(NonBlockingReader reader, Consumer<WatchEvent> events) {
        this.reader = reader;
        this.events = events;
    }

    /** Reads until the terminal is closed. */
    static void start(NonBlockingReader reader, Consumer<WatchEvent> events) {
        Thread thread = new Thread(new KeyReader(reader, events)::read, "keys");
        thread.setDaemon(true);
        thread.start();
    }

    private void read() {
        try {
            for (int c = reader.read(); c >= 0; c = reader.read()) {
                key(c).ifPresent(key -> events.accept(new WatchEvent.Pressed(key)));
            }
        } catch (IOException closed) {
            // as the end of input
        }
        events.accept(new WatchEvent.HungUp());
    }

    private Optional<Key> key(int c) throws IOException {
        return switch (c) {
            case ESCAPE -> Optional.ofNullable(sequence());
            case '\n' -> Optional.of(Key.ENTER);
            case 4 -> Optional.of(Key.QUIT);
            case 12 -> {
                events.accept(new WatchEvent.Resized());
                yield Optional.empty();
            }
            case 'j' -> Optional.of(Key.DOWN);
            case 'k' -> Optional.of(Key.UP);
            case 'b' -> Optional.of(Key.PAGE_UP);
            default -> Key.of((char) c);
        };
    }

    /** Returns the key that an escape sequence stands for; null if it stands for none. */
    private Key sequence() throws IOException {
        int next = reader.read(REST_OF_SEQUENCE_MILLIS);
        if (next != '[' && next != 'O') {
            if (next >= 0) {
                // Esc, and at once another key
                events.accept(new WatchEvent.Pressed(Key.BACK));
                return key(next).orElse(null);
            }
            return Key.BACK;
        }
        int last = reader.read(REST_OF_SEQUENCE_MILLIS);
        int number = 0;
        while (last >= '0' && last <= '9' || last == ';') {
            number = last == ';' ? number : 10 * number + last - '0';
            last = reader.read(REST_OF_SEQUENCE_MILLIS);
        }
        return switch (last) {
            case 'A' -> Key.UP;
            case 'B' -> Key.DOWN;
            case 'H' -> Key.TOP;
            case 'F' -> Key.BOTTOM;
            case '~' ->
                    switch (number) {
                        case 1, 7 -> Key.TOP;
                        case 4, 8 -> Key.BOTTOM;
                        case 5 -> Key.PAGE_UP;
                        case 6 -> Key.PAGE_DOWN;
                        default -> null;
                    };
            default -> null;
        };
    }
}
