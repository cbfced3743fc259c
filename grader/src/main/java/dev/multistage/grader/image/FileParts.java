package dev.multistage.grader.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The parts of a file that its recogniser asked for: collected while the file streams by, or
 * fetched where the archive can be looked into. The first bytes are always there; others can be
 * asked for as long as they have not passed.
 */
final class FileParts {

    /** Longest part that can be asked for besides the head. */
    static final int LONGEST_PART = 1 << 20;

    /** Fetched at least at once. */
    private static final int STEP = 64 << 10;

    /** Where bytes of a file can be fetched. */
    interface Source {

        /** The file streams by; nothing can be fetched. */
        Source STREAM = (offset, into, from, length) -> 0;

        /**
         * Fetches bytes.
         *
         * @param offset place in the file
         * @return how many were fetched
         */
        int fetch(long offset, byte[] into, int from, int length) throws IOException;
    }

    private record Part(long offset, byte[] bytes) {}

    private final long size;
    private final byte[] head;
    private final Source source;
    private final List<Part> parts = new ArrayList<>();
    private int headLength;

    /**
     * @param size bytes of the whole file
     * @param head where the first bytes of the file are kept, as many as fit
     * @param headLength how many of them are there already
     * @param source where others can be fetched
     */
    FileParts(long size, byte[] head, int headLength, Source source) {
        this.size = size;
        this.head = head;
        this.headLength = headLength;
        this.source = source;
    }

    long size() {
        return size;
    }

    /**
     * Asks for a part; does nothing if it lies outside of the file, in the head, or is too long.
     */
    void want(long offset, long length) {
        boolean possible =
                offset >= 0 && length > 0 && length <= LONGEST_PART && offset <= size - length;
        int soonThere = source == Source.STREAM ? head.length : headLength;
        if (possible && offset + length > soonThere) {
            Part part = new Part(offset, new byte[(int) length]);
            parts.add(part);
            fetch(offset, part.bytes, 0, part.bytes.length);
            if (offset < headLength) {
                accept(0, head, 0, headLength);
            }
        }
    }

    /** Takes the bytes that begin at this offset of the file. */
    void accept(long offset, byte[] bytes, int from, int length) {
        if (offset == headLength && headLength < head.length) {
            int taken = Math.min(length, head.length - headLength);
            System.arraycopy(bytes, from, head, headLength, taken);
            headLength += taken;
        }
        for (Part part : parts) {
            long begin = Math.max(offset, part.offset);
            long end = Math.min(offset + length, part.offset + part.bytes.length);
            if (begin < end) {
                System.arraycopy(
                        bytes,
                        from + (int) (begin - offset),
                        part.bytes,
                        (int) (begin - part.offset),
                        (int) (end - begin));
            }
        }
    }

    /** Returns bytes of the file, or empty if they were not kept. */
    Optional<ByteBuffer> bytes(long offset, long length) {
        if (offset < 0 || length < 0 || offset > size - length) {
            return Optional.empty();
        }
        if (offset + length > headLength) {
            Optional<ByteBuffer> part = inPart(offset, length);
            if (part.isPresent() || offset + length > head.length) {
                return part;
            }
            lengthenHead((int) (offset + length));
        }
        return offset + length <= headLength
                ? Optional.of(ByteBuffer.wrap(head, (int) offset, (int) length).slice())
                : Optional.empty();
    }

    private Optional<ByteBuffer> inPart(long offset, long length) {
        return parts.stream()
                .filter(part -> part.offset <= offset)
                .filter(part -> offset + length <= part.offset + part.bytes.length)
                .findFirst()
                .map(part -> slice(part, offset, length));
    }

    private void lengthenHead(int least) {
        long wanted = Math.max(least, Math.min((long) headLength + STEP, head.length));
        headLength +=
                fetch(headLength, head, headLength, (int) Math.min(wanted, size) - headLength);
    }

    private int fetch(long offset, byte[] into, int from, int length) {
        try {
            return source.fetch(offset, into, from, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ByteBuffer slice(Part part, long offset, long length) {
        return ByteBuffer.wrap(part.bytes, (int) (offset - part.offset), (int) length).slice();
    }

    /** Returns the text from here to the next NUL, or empty if it was not kept or is longer. */
    Optional<String> text(long offset, int longest) {
        Optional<ByteBuffer> found = Optional.empty();
        // The text may end before the kept part does: ask for less until it fits.
        for (long length = Math.min(longest, size - offset); found.isEmpty() && length > 0; ) {
            found = bytes(offset, length);
            length /= 2;
        }
        return found.flatMap(FileParts::untilNul);
    }

    private static Optional<String> untilNul(ByteBuffer bytes) {
        for (int i = 0; i < bytes.limit(); i++) {
            if (bytes.get(i) == 0) {
                byte[] text = new byte[i];
                bytes.get(text);
                return Optional.of(new String(text, StandardCharsets.UTF_8));
            }
        }
        return Optional.empty();
    }
}
