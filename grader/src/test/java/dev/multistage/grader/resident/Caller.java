package dev.multistage.grader.resident;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** A launcher's half of the protocol, as the shell script does it. */
public final class Caller implements Closeable {

    private final Path folder;
    private final RandomAccessFile both;
    private final InputStream err;
    private final RandomAccessFile in;

    private Caller(Path folder) throws IOException {
        this.folder = folder;
        this.both = new RandomAccessFile(folder.resolve("err").toFile(), "rw");
        // buffered, as a bare one wants to know where in the pipe it is
        this.err = new BufferedInputStream(new FileInputStream(folder.resolve("err").toFile()));
        this.in = new RandomAccessFile(folder.resolve("in").toFile(), "rw");
        in.writeBytes("here\n");
    }

    /** Makes the folder of a resident that will be started. */
    public static Path door(Path parent) throws IOException, InterruptedException {
        Path folder = Files.createDirectory(parent.resolve("resident"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        int made = new ProcessBuilder("mkfifo", folder + "/in", folder + "/err").start().waitFor();
        if (made != 0) {
            throw new IOException("mkfifo failed");
        }
        Files.writeString(folder.resolve("pid"), ProcessHandle.current().pid() + "\n");
        return folder;
    }

    /** Comes in as the launcher that starts the resident; it takes over {@link #both()}. */
    public static Caller first(Path folder, String... request) throws IOException {
        Files.write(folder.resolve("request"), List.of(request));
        return new Caller(folder);
    }

    /** Comes in once the resident is free. */
    public static Caller next(Path folder, String... request)
            throws IOException, InterruptedException {
        until(() -> Files.exists(folder.resolve("free")));
        Files.move(folder.resolve("free"), folder.resolve("taken"));
        Caller caller = first(folder, request);
        caller.both.close();
        return caller;
    }

    /** Returns what keeps the pipe of progress open for the resident that is being started. */
    Closeable both() {
        return both;
    }

    /** Returns the end of the pipe from here for the resident that is being started. */
    InputStream inside() throws IOException {
        return new FileInputStream(folder.resolve("in").toFile());
    }

    /** Lets go of what the resident that was started has by now. */
    public void started() throws IOException {
        both.close();
    }

    /** Asks the resident to end what it does. */
    public void interrupt() throws IOException {
        in.writeBytes("stop\n");
    }

    /** Returns all progress, once the answer is there or the resident is dead. */
    public String progress() throws IOException {
        return new String(err.readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Waits until progress says something. */
    public void awaitProgress(String words) throws IOException {
        StringBuilder said = new StringBuilder();
        while (!said.toString().contains(words)) {
            int next = err.read();
            if (next < 0) {
                throw new IOException("ended before it said " + words + ": " + said);
            }
            said.append((char) next);
        }
    }

    /** Returns the answer; empty if there is none. */
    public String answer() throws IOException {
        Path answer = folder.resolve("answer");
        return Files.exists(answer) ? Files.readString(answer).strip() : "";
    }

    /** Returns what belongs on standard output. */
    public String out() throws IOException {
        return Files.readString(folder.resolve("out"));
    }

    /** Goes. */
    @Override
    public void close() throws IOException {
        err.close();
        in.close();
    }

    /** Returns a request from this folder with these arguments and one more variable. */
    public static String[] request(String variable, String... arguments) {
        List<String> lines =
                new ArrayList<>(
                        List.of(
                                Request.FORMAT,
                                "/jdk",
                                Path.of("").toAbsolutePath().toString(),
                                "0022",
                                "",
                                Integer.toString(arguments.length)));
        lines.addAll(List.of(arguments));
        lines.add("HOME=/root");
        lines.add(variable);
        return lines.toArray(String[]::new);
    }

    /** Waits until something is so; fails after half a minute. */
    public static void until(Condition condition) throws IOException, InterruptedException {
        until("something that was to become so", condition);
    }

    /**
     * Waits until something is so; fails after half a minute.
     *
     * @param what it, for the message
     */
    public static void until(String what, Condition condition)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + 30_000_000_000L;
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain for " + what);
            }
            Thread.sleep(5); // a file appears without a word
        }
    }

    /** Something to wait for. */
    public interface Condition {
        boolean holds() throws IOException;
    }
}
