package dev.multistage.grader.image;

import dev.multistage.grader.image.ContentKind.Archive;
import dev.multistage.grader.image.ContentKind.Packing;
import dev.multistage.grader.image.ContentKind.Script;
import dev.multistage.grader.image.ContentKind.Simple;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Recognises what a file is while its bytes stream by. Holds at most {@link #HEAD} bytes, used
 * again for every file, and a few short parts.
 */
final class ContentRecogniser {

    /** How much of the beginning of a program is kept. */
    static final int HEAD = 16 << 20;

    /** How much of a file is looked at to tell text from other bytes. */
    static final int SAMPLE = 4096;

    /** How much of the end of a zip file is looked at; its table of contents is there. */
    private static final int ZIP_TAIL = 1 << 16;

    private byte[] sharedHead = new byte[0];
    private FileParts parts = new FileParts(0, new byte[0], 0, FileParts.Source.STREAM);
    private Optional<ElfReader> elf = Optional.empty();
    private ContentKind kind = Simple.NOTHING;
    private boolean more;

    /**
     * Begins with a new file.
     *
     * @param size bytes of the whole file
     * @param first its first bytes
     * @param length how many; all of them if the file is not longer than the buffer
     * @param rest where the others can be fetched; if nowhere, they are to be given to {@link
     *     #accept}
     * @return what the file is, as far as its beginning tells
     */
    ContentKind begin(long size, byte[] first, int length, FileParts.Source rest) {
        elf = Optional.empty();
        kind = recognise(first, length);
        boolean zip = kind.equals(new Archive(Packing.ZIP));
        boolean program = length >= 64 && startsWith(first, length, "\u007fELF");
        more = zip || program;
        if (more) {
            parts = parts(size, first, length, rest);
            if (program) {
                elf = ElfReader.begin(parts);
            } else {
                parts.want(Math.max(0, size - ZIP_TAIL), Math.min(size, ZIP_TAIL));
            }
        }
        return kind;
    }

    private FileParts parts(long size, byte[] first, int length, FileParts.Source rest) {
        if (size <= length) {
            return new FileParts(size, first, length, rest);
        }
        if (sharedHead.length < Math.min(size, HEAD)) {
            sharedHead = new byte[size > HEAD / 8 ? HEAD : HEAD / 8];
        }
        FileParts begun = new FileParts(size, sharedHead, 0, rest);
        begun.accept(0, first, 0, length);
        return begun;
    }

    /** Takes the bytes that follow. */
    void accept(long offset, byte[] bytes, int length) {
        if (more) {
            parts.accept(offset, bytes, 0, length);
        }
    }

    /** Returns what the file was. */
    ContentKind finish() {
        if (elf.isPresent()) {
            return elf.get().finish();
        }
        return more ? zip() : kind;
    }

    private ContentKind zip() {
        long size = parts.size();
        byte[] tail = new byte[(int) Math.min(size, ZIP_TAIL)];
        parts.bytes(size - tail.length, tail.length).ifPresent(bytes -> bytes.get(tail));
        if (indexOf(tail, tail.length, ".dist-info/WHEEL") >= 0) {
            return new Archive(Packing.WHEEL);
        }
        return indexOf(tail, tail.length, "META-INF/MANIFEST.MF") >= 0
                ? new Archive(Packing.JAR)
                : kind;
    }

    private static ContentKind recognise(byte[] b, int n) {
        if (n == 0) {
            return Simple.NOTHING;
        }
        return switch (b[0]) {
            case '#' -> script(b, n);
            case 0x1f -> when(n > 1 && b[1] == (byte) 0x8b, Packing.GZIP, b, n);
            case 0x28 -> when(startsWith(b, n, "\u0028\u00b5\u002f\u00fd"), Packing.ZSTD, b, n);
            case (byte) 0xfd -> when(startsWith(b, n, "\u00fd7zXZ\0"), Packing.XZ, b, n);
            case 'B' -> when(startsWith(b, n, "BZh"), Packing.BZIP2, b, n);
            case 'P' ->
                    startsWith(b, n, "PACK\0\0\0")
                            ? Simple.GIT_DATA
                            : when(startsWith(b, n, "PK\3\4"), Packing.ZIP, b, n);
            case 'D' -> startsWith(b, n, "DIRC\0\0\0") ? Simple.GIT_DATA : other(b, n);
            case '!' -> library(b, n);
            case (byte) 0xed ->
                    when(startsWith(b, n, "\u00ed\u00ab\u00ee\u00db"), Packing.RPM, b, n);
            case (byte) 0xca -> javaClass(b, n) ? Simple.JAVA_CLASS : other(b, n);
            case 0 -> startsWith(b, n, "\0asm") ? Simple.WASM : other(b, n);
            case '-' -> privateKey(b, n) ? Simple.PRIVATE_KEY : other(b, n);
            default -> other(b, n);
        };
    }

    private static ContentKind when(boolean matches, Packing packing, byte[] b, int n) {
        return matches ? new Archive(packing) : other(b, n);
    }

    private static ContentKind other(byte[] b, int n) {
        if (isPythonBytecode(b, n)) {
            return Simple.PYTHON_BYTECODE;
        }
        if (startsWith(b, n, "go object ")) {
            return Simple.GO_OBJECT;
        }
        if (isText(b, Math.min(n, SAMPLE))) {
            return Simple.TEXT;
        }
        boolean ustar = n >= 512 && b[257] == 'u' && b[258] == 's' && b[259] == 't';
        return ustar && TarReader.checksumMatches(b, 0) ? new Archive(Packing.TAR) : Simple.OTHER;
    }

    /** A .pyc begins with a number that grows with each Python 3 release, then CR LF. */
    private static boolean isPythonBytecode(byte[] b, int n) {
        if (n < 16 || b[2] != '\r' || b[3] != '\n') {
            return false;
        }
        int magic = (b[0] & 0xff) | (b[1] & 0xff) << 8;
        return magic >= 3000 && magic < 5000;
    }

    private static boolean javaClass(byte[] b, int n) {
        // Mac programs share the magic number; they have a small count where classes have 45 or
        // more.
        return startsWith(b, n, "\u00ca\u00fe\u00ba\u00be") && n > 8 && b[6] == 0 && b[7] >= 45;
    }

    private static ContentKind library(byte[] b, int n) {
        if (startsWith(b, n, "!<arch>\ndebian-binary")) {
            return new Archive(Packing.DEB);
        }
        if (startsWith(b, n, "!<arch>\n__.PKGDEF")) {
            return Simple.GO_OBJECT;
        }
        return startsWith(b, n, "!<arch>\n") || startsWith(b, n, "!<thin>\n")
                ? Simple.STATIC_LIBRARY
                : other(b, n);
    }

    private static boolean privateKey(byte[] b, int n) {
        return startsWith(b, n, "-----BEGIN ")
                && indexOf(b, Math.min(n, SAMPLE), "PRIVATE KEY-----") >= 0;
    }

    private static ContentKind script(byte[] b, int n) {
        if (!startsWith(b, n, "#!")) {
            return other(b, n);
        }
        int end = 2;
        while (end < Math.min(n, SAMPLE) && b[end] != '\n') {
            end++;
        }
        String line = TarText.decode(b, 2, end - 2).strip();
        int blank = 0;
        while (blank < line.length() && !Character.isWhitespace(line.charAt(blank))) {
            blank++;
        }
        return line.startsWith("/")
                ? new Script(line.substring(0, blank), line.substring(blank).strip())
                : other(b, n);
    }

    private static boolean isText(byte[] b, int n) {
        boolean ascii = true;
        for (int i = 0; i < n; i++) {
            if (b[i] >= 0 && b[i] < ' ' && !(b[i] >= '\t' && b[i] <= '\r') && b[i] != 0x1b) {
                return false;
            }
            ascii &= b[i] >= 0;
        }
        if (ascii) {
            return true;
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        // Not the end of input: a character cut in two by the sample is no error.
        return !decoder.decode(ByteBuffer.wrap(b, 0, n), CharBuffer.allocate(n), false).isError();
    }

    /** Returns whether the bytes begin with these characters, one byte each. */
    private static boolean startsWith(byte[] b, int n, String magic) {
        if (n < magic.length()) {
            return false;
        }
        for (int i = 0; i < magic.length(); i++) {
            if ((b[i] & 0xff) != magic.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns where these characters, one byte each, first occur, or -1. Looks at the last
     * character first and moves on by as much as it allows (Boyer, Moore and Horspool): programs
     * are searched for words that they rarely hold.
     */
    static int indexOf(byte[] b, int n, String text) {
        return indexOf(b, 0, n, text);
    }

    /** Does the same from a place on. */
    static int indexOf(byte[] b, int from, int n, String text) {
        int length = text.length();
        int[] steps = new int[256];
        Arrays.fill(steps, length);
        for (int i = 0; i < length - 1; i++) {
            steps[text.charAt(i) & 0xff] = length - 1 - i;
        }
        int last = length - 1;
        byte end = (byte) text.charAt(last);
        for (int at = from; at <= n - length; at += steps[b[at + last] & 0xff]) {
            if (b[at + last] == end && matches(b, at, text)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean matches(byte[] b, int at, String text) {
        for (int i = 0; i < text.length(); i++) {
            if ((b[at + i] & 0xff) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
