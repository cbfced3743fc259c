package dev.multistage.grader.base;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A program of this machine, run to its end. Nothing of it is left when the caller is interrupted.
 */
final class HostCommand {

    private static final int KEPT_OUTPUT = 262_144;
    private static final long POLL_MILLIS = 200;
    private static final long GRACE_SECONDS = 3;
    private static final List<String> SYSTEM_DIRECTORIES = List.of("/usr/sbin", "/sbin");

    private HostCommand() {}

    /**
     * How a program ended.
     *
     * @param code its exit code
     * @param output the last part of what it printed on both of its outputs
     */
    record Ended(int code, String output) {

        /** Returns the last line that is not blank. */
        String lastLine() {
            return output.lines()
                    .map(String::strip)
                    .filter(l -> !l.isEmpty())
                    .reduce("", (a, b) -> b);
        }
    }

    /** Returns where a program is: on the PATH or where administrators' programs lie. */
    static Optional<Path> find(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(
                        Arrays.stream(path.split(File.pathSeparator)), SYSTEM_DIRECTORIES.stream())
                .filter(directory -> !directory.isBlank())
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Runs a program.
     *
     * @param directory where it runs
     * @param environment variables in addition to this process's own
     * @param waiting called now and then while it runs
     */
    static Ended run(
            List<String> command, Path directory, Map<String, String> environment, Runnable waiting)
            throws IOException, InterruptedException {
        Process process =
                builder(command, directory, environment).redirectErrorStream(true).start();
        try {
            process.getOutputStream().close();
            Tail tail = new Tail(process.getInputStream(), line -> {});
            while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                waiting.run();
            }
            return new Ended(process.exitValue(), tail.text());
        } finally {
            stop(process);
        }
    }

    static ProcessBuilder builder(
            List<String> command, Path directory, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().putAll(environment);
        // messages are matched and shown: keep them in one language
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder;
    }

    /** Ends a program and waits for it, so that it can clear away what it made. */
    static void stop(Process process) {
        if (!process.isAlive()) {
            return;
        }
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        children.forEach(ProcessHandle::destroy);
        boolean interrupted = Thread.interrupted();
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                children.forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException again) {
            process.destroyForcibly();
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads what a program prints, on a thread of its own, and keeps the last part. */
    static final class Tail {
        private final Thread thread;
        private final StringBuilder text = new StringBuilder();

        Tail(InputStream in, Consumer<String> eachLine) {
            thread = new Thread(() -> read(in, eachLine), "output-of-a-program");
            thread.setDaemon(true);
            thread.start();
        }

        private void read(InputStream in, Consumer<String> eachLine) {
            byte[] buffer = new byte[4096];
            StringBuilder line = new StringBuilder();
            try (in) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    String part = new String(buffer, 0, n, StandardCharsets.UTF_8);
                    synchronized (text) {
                        text.append(part);
                        text.delete(0, Math.max(0, text.length() - KEPT_OUTPUT));
                    }
                    for (char c : part.toCharArray()) {
                        if (c == '\n' || c == '\r') {
                            eachLine.accept(line.toString());
                            line.setLength(0);
                        } else if (line.length() < KEPT_OUTPUT) {
                            line.append(c);
                        }
                    }
                }
            } catch (IOException closed) {
                // the program is gone; what it printed until then is kept
            }
        }

        /** Returns the last part of what was printed, once the program has closed its output. */
        String text() {
            try {
                thread.join(TimeUnit.SECONDS.toMillis(GRACE_SECONDS));
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
            synchronized (text) {
                return text.toString();
            }
        }
    }
}
