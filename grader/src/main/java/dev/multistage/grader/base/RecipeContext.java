package dev.multistage.grader.base;

import dev.multistage.grader.context.BuildContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a stand-in's recipe gets to build with, streamed: large files are never held or copied. */
final class RecipeContext implements BuildContext {

    private static final int BLOCK = 512;
    private static final int MODE_FILE = 0644;
    private static final int MODE_PROGRAM = 0755;

    private final Map<String, Object> files = new LinkedHashMap<>();

    /** Adds a file; the first one must be the Dockerfile. */
    RecipeContext with(String name, byte[] content) {
        files.put(name, content);
        return this;
    }

    /** Adds a file that is read when the context is sent. */
    RecipeContext with(String name, Path content) {
        files.put(name, content);
        return this;
    }

    /** Adds a directory, so that COPY finds it even if it stays empty. */
    RecipeContext withDirectory(String name) {
        files.put(name + "/", new byte[0]);
        return this;
    }

    @Override
    public InputStream tar() {
        List<String> names = new ArrayList<>(files.keySet());
        Iterator<String> iterator = names.iterator();
        // one file at a time is open
        Enumeration<InputStream> parts =
                new Enumeration<>() {
                    private boolean ended;

                    @Override
                    public boolean hasMoreElements() {
                        return !ended;
                    }

                    @Override
                    public InputStream nextElement() {
                        if (iterator.hasNext()) {
                            return entry(iterator.next());
                        }
                        ended = true;
                        return new ByteArrayInputStream(new byte[2 * BLOCK]);
                    }
                };
        return new SequenceInputStream(parts);
    }

    private InputStream entry(String name) {
        long size = size(name);
        int padding = (int) ((BLOCK - size % BLOCK) % BLOCK);
        List<InputStream> parts =
                List.of(
                        new ByteArrayInputStream(header(name, size)),
                        open(name),
                        new ByteArrayInputStream(new byte[padding]));
        return new SequenceInputStream(Collections.enumeration(parts));
    }

    /** Returns a header of POSIX.1-1988's ustar format. */
    private static byte[] header(String name, long size) {
        byte[] header = new byte[BLOCK];
        boolean directory = name.endsWith("/");
        put(header, 0, name);
        put(header, 100, octal(directory || isProgram(name) ? MODE_PROGRAM : MODE_FILE, 7));
        put(header, 108, octal(0, 7));
        put(header, 116, octal(0, 7));
        put(header, 124, octal(size, 11));
        put(header, 136, octal(0, 11));
        put(header, 148, "        ");
        put(header, 156, directory ? "5" : "0");
        put(header, 257, "ustar");
        put(header, 263, "00");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, 148, octal(sum, 6) + "\0");
        return header;
    }

    private static boolean isProgram(String name) {
        return name.endsWith(".sh");
    }

    private static String octal(long value, int digits) {
        String text = Long.toOctalString(value);
        return "0".repeat(digits - text.length()) + text;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    private InputStream open(String name) {
        try {
            return files.get(name) instanceof Path file
                    ? Files.newInputStream(file)
                    : new ByteArrayInputStream((byte[]) files.get(name));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private long size(String name) {
        try {
            return files.get(name) instanceof Path file
                    ? Files.size(file)
                    : ((byte[]) files.get(name)).length;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public long bytes() {
        return files.keySet().stream().mapToLong(this::size).sum();
    }

    @Override
    public String digest() {
        throw new UnsupportedOperationException("nobody asks what a recipe's context was");
    }
}
