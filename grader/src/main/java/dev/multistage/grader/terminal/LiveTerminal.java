package dev.multistage.grader.terminal;

import dev.multistage.grader.report.Style;
import dev.multistage.grader.watch.WatchEvent;
import dev.multistage.grader.watch.WatchState;
import dev.multistage.grader.watch.WatchView;
import java.io.IOException;
import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.Signals;

/**
 * A whole screen that is redrawn in place, and keys without Enter. The terminal is as it was before
 * on any end but {@code kill -9}.
 */
public final class LiveTerminal implements WatchView, AutoCloseable {

    private static final String ESCAPE = "\u001b[";

    /** Another screen, no cursor, no line breaks of the terminal's own. */
    private static final String ENTER = ESCAPE + "?1049h" + ESCAPE + "?25l" + ESCAPE + "?7l";

    private static final String LEAVE = ESCAPE + "?7h" + ESCAPE + "?25h" + ESCAPE + "?1049l";

    /** Until the end is sent, the terminal shows what was there before: nothing flickers. */
    private static final String BEGIN_FRAME = ESCAPE + "?2026h";

    private static final String END_FRAME = ESCAPE + "?2026l";

    private final Terminal terminal;
    private final Style style;
    private final Attributes before;
    private final Consumer<WatchEvent> events;
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final Thread restorer = new Thread(this::restore, "terminal");
    private volatile Size size;
    private Size drawnAt;
    private List<String> drawn = List.of();

    private LiveTerminal(Terminal terminal, Style style, Consumer<WatchEvent> events) {
        this.terminal = terminal;
        this.style = style;
        this.events = events;
        this.size = terminal.getSize();
        this.before = terminal.enterRawMode();
        Runtime.getRuntime().addShutdownHook(restorer);
        Signals.register("WINCH", this::resized);
        Signals.register("TSTP", this::suspended);
        Signals.register("CONT", this::continued);
        write(ENTER);
        KeyReader.start(terminal.reader(), events);
    }

    /**
     * Takes over the terminal.
     *
     * @param environment environment variables
     * @param events hears of keys, of another size, and of a terminal that was closed
     * @return the terminal, or empty if this is none that can be redrawn
     */
    public static Optional<LiveTerminal> open(
            Map<String, String> environment,
            Style style,
            Charset charset,
            Consumer<WatchEvent> events) {
        String type = environment.getOrDefault("TERM", "");
        if (type.isEmpty() || type.equals("dumb")) {
            return Optional.empty();
        }
        try {
            Terminal terminal =
                    TerminalBuilder.builder()
                            .system(true)
                            .dumb(false)
                            // sets the terminal through stty, as scripts do: no native code
                            .provider("exec")
                            .nativeSignals(false)
                            .encoding(charset)
                            .build();
            return Optional.of(new LiveTerminal(terminal, style, events));
        } catch (IOException | IllegalStateException none) {
            return Optional.empty();
        }
    }

    /** Returns how many cells a line has. */
    public int columns() {
        return size.getColumns() > 0 ? size.getColumns() : 80;
    }

    private void resized() {
        size = terminal.getSize();
        events.accept(new WatchEvent.Resized());
    }

    /** Ctrl-Z: the shell gets the terminal as it was. */
    private void suspended() {
        write(LEAVE);
        terminal.setAttributes(before);
        try {
            new ProcessBuilder("kill", "-STOP", String.valueOf(ProcessHandle.current().pid()))
                    .start();
        } catch (IOException noSuchProgram) {
            continued();
        }
    }

    /** After Ctrl-Z and fg: the shell had the terminal in between. */
    private void continued() {
        if (open.get()) {
            terminal.enterRawMode();
            write(ENTER);
            drawnAt = null;
            resized();
        }
    }

    @Override
    public synchronized int show(WatchState state) {
        Size now = size;
        int columns = columns();
        int rows = now.getRows() > 0 ? now.getRows() : 24;
        WatchScreen.Frame frame =
                new WatchScreen(style, columns, rows, ZoneId.systemDefault()).draw(state);
        StringBuilder out = new StringBuilder(BEGIN_FRAME);
        if (!now.equals(drawnAt)) {
            out.append(ESCAPE).append("2J");
            drawn = List.of();
            drawnAt = now;
        }
        for (int row = 0; row < frame.lines().size(); row++) {
            String line = frame.lines().get(row);
            if (row >= drawn.size() || !drawn.get(row).equals(line)) {
                out.append(ESCAPE).append(row + 1).append(";1H").append(ESCAPE).append("2K");
                out.append(line);
            }
        }
        drawn = frame.lines();
        write(out.append(END_FRAME).toString());
        return frame.mostScroll();
    }

    private synchronized void write(String text) {
        if (open.get()) {
            terminal.writer().write(text);
            terminal.writer().flush();
        }
    }

    private synchronized void restore() {
        if (open.compareAndSet(true, false)) {
            terminal.writer().write(LEAVE);
            terminal.writer().flush();
            try {
                terminal.setAttributes(before);
            } catch (RuntimeException | Error hungUp) {
                // the terminal is gone, and with it what was to be restored
            }
        }
    }

    /** Gives the terminal back. */
    @Override
    public void close() {
        restore();
        try {
            Runtime.getRuntime().removeShutdownHook(restorer);
        } catch (IllegalStateException ending) {
            // the process ends, and the hook has done the same
        }
    }
}
