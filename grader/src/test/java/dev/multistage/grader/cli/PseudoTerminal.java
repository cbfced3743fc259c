package dev.multistage.grader.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program in a real pseudo-terminal, made by util-linux' {@code script}: its keyboard, and all
 * that it has drawn so far.
 */
final class PseudoTerminal implements AutoCloseable {

    private final Process script;
    private final Path folder;
    private final OutputStream keyboard;
    private final StringBuilder drawn = new StringBuilder();
    private int seen;
    private boolean ended;

    private PseudoTerminal(Process script, Path folder) {
        this.script = script;
        this.folder = folder;
        this.keyboard = script.getOutputStream();
        Thread reader = new Thread(this::read, "screen");
        reader.setDaemon(true);
        reader.start();
    }

    /** Returns whether this machine can make one. */
    static boolean possible() {
        try {
            Process version = new ProcessBuilder("script", "--version").start();
            return Files.isDirectory(Path.of("/proc/self/fd"))
                    && new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                            .contains("util-linux");
        } catch (IOException none) {
            return false;
        }
    }

    /**
     * Starts a program on a screen of 80 columns and 24 lines.
     *
     * @param folder a folder for notes of this
     */
    static PseudoTerminal start(Path folder, List<String> command) throws IOException {
        StringBuilder line = new StringBuilder("stty cols 80 rows 24; echo $$ >pid; exec");
        command.forEach(word -> line.append(" '").append(word).append('\''));
        ProcessBuilder builder =
                new ProcessBuilder("script", "-qfec", line.toString(), "/dev/null")
                        .directory(folder.toFile())
                        .redirectErrorStream(true);
        builder.environment().put("TERM", "xterm-256color");
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("SHELL", "/bin/sh");
        builder.environment().remove("NO_COLOR");
        builder.environment().remove("COLUMNS");
        return new PseudoTerminal(builder.start(), folder);
    }

    private void read() {
        try (InputStream screen = script.getInputStream()) {
            byte[] buffer = new byte[65536];
            for (int n = screen.read(buffer); n >= 0; n = screen.read(buffer)) {
                add(new String(buffer, 0, n, StandardCharsets.UTF_8));
            }
        } catch (IOException closed) {
            // as the end
        }
        synchronized (drawn) {
            ended = true;
            drawn.notifyAll();
        }
    }

    private void add(String text) {
        synchronized (drawn) {
            drawn.append(text);
            drawn.notifyAll();
        }
    }

    /** Waits until this is drawn, later than what was waited for before. */
    void until(String text) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
        synchronized (drawn) {
            while (drawn.indexOf(text, seen) < 0) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (ended || left <= 0) {
                    throw new AssertionError(
                            "not drawn: " + text + "\nbut: " + drawn.substring(seen));
                }
                drawn.wait(left);
            }
            seen = drawn.indexOf(text, seen) + text.length();
        }
    }

    /** Returns everything that was drawn, with the escape sequences. */
    String drawn() {
        synchronized (drawn) {
            return drawn.toString();
        }
    }

    /** Presses keys. */
    void press(String keys) throws IOException {
        keyboard.write(keys.getBytes(StandardCharsets.UTF_8));
        keyboard.flush();
    }

    /** Gives the screen another size, as a window does that is dragged. */
    void resize(int columns, int rows) throws IOException, InterruptedException {
        Path device = Files.readSymbolicLink(Path.of("/proc/" + pid() + "/fd/0"));
        new ProcessBuilder(
                        "stty",
                        "-F",
                        device.toString(),
                        "cols",
                        String.valueOf(columns),
                        "rows",
                        String.valueOf(rows))
                .start()
                .waitFor();
    }

    long pid() throws IOException {
        return Long.parseLong(Files.readString(folder.resolve("pid")).strip());
    }

    /** Closes the window: the program gets a SIGHUP. */
    void hangUp() {
        script.destroyForcibly();
    }

    /** Waits for the end of the program and returns its exit code. */
    int exitCode() throws InterruptedException {
        if (!script.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("it did not end: " + drawn());
        }
        return script.exitValue();
    }

    @Override
    public void close() throws InterruptedException {
        script.destroyForcibly().waitFor();
    }
}
