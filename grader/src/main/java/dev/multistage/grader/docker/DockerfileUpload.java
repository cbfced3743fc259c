package dev.multistage.grader.docker;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A build context on its way to the engine. Its first entry is the Dockerfile, which can be read,
 * and replaced in what is sent, before the rest is touched.
 */
final class DockerfileUpload implements AutoCloseable {

    private static final int BLOCK = 512;
    private static final int NAME = 0;
    private static final int NAME_LENGTH = 100;
    private static final int SIZE = 124;
    private static final int SIZE_LENGTH = 12;
    private static final int CHECKSUM = 148;
    private static final int TYPE = 156;
    private static final int PREFIX = 345;
    private static final int PREFIX_LENGTH = 155;

    /** A larger Dockerfile is sent as it is: BuildKit refuses it anyway. */
    private static final long LARGEST = 64L << 20;

    private final InputStream tar;
    private final byte[] header;
    private byte[] dockerfile;

    private DockerfileUpload(InputStream tar, byte[] header, byte[] dockerfile) {
        this.tar = tar;
        this.header = header;
        this.dockerfile = dockerfile;
    }

    /**
     * Reads the first entry of a context.
     *
     * @param name the path of the Dockerfile in the context
     */
    static DockerfileUpload of(InputStream tar, String name) throws IOException {
        byte[] header = tar.readNBytes(BLOCK);
        if (header.length < BLOCK || !name(header).equals(name) || header[TYPE] > '0') {
            return new DockerfileUpload(tar, header, null);
        }
        long size = Long.parseLong(text(header, SIZE, SIZE_LENGTH).strip(), 8);
        if (size > LARGEST) {
            return new DockerfileUpload(tar, header, null);
        }
        byte[] content = tar.readNBytes((int) size);
        tar.readNBytes(padding(content.length));
        return new DockerfileUpload(tar, header, content);
    }

    /** Returns the Dockerfile, or empty if it is not the context's first entry. */
    Optional<byte[]> dockerfile() {
        return Optional.ofNullable(dockerfile);
    }

    /** Sends another Dockerfile instead. */
    void replace(byte[] content) {
        dockerfile = content;
        put(SIZE, String.format("%011o", content.length) + '\0');
        put(CHECKSUM, "        ");
        int sum = 0;
        for (byte one : header) {
            sum += one & 0xff;
        }
        put(CHECKSUM, String.format("%06o", sum) + "\0 ");
    }

    /** Returns what to send; can be read once. */
    InputStream body() {
        byte[] first = header;
        if (dockerfile != null) {
            first = Arrays.copyOf(header, BLOCK + dockerfile.length + padding(dockerfile.length));
            System.arraycopy(dockerfile, 0, first, BLOCK, dockerfile.length);
        }
        return new SequenceInputStream(new ByteArrayInputStream(first), tar);
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }

    private void put(int at, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    private static int padding(int length) {
        return (BLOCK - length % BLOCK) % BLOCK;
    }

    private static String name(byte[] header) {
        String prefix = text(header, PREFIX, PREFIX_LENGTH);
        String name = text(header, NAME, NAME_LENGTH);
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static String text(byte[] header, int from, int length) {
        int end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return new String(header, from, end - from, StandardCharsets.UTF_8);
    }
}
