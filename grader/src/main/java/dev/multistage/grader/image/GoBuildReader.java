package dev.multistage.grader.image;

import dev.multistage.grader.image.ContentKind.GoBuild;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Finds what the Go linker records about a build since Go 1.18: the release and the package.
 *
 * @see <a href="https://pkg.go.dev/debug/buildinfo">Go's debug/buildinfo, whose format this is</a>
 */
final class GoBuildReader {

    private static final byte[] MAGIC = "\u00ff Go buildinf:".getBytes(StandardCharsets.ISO_8859_1);
    private static final int ALIGNMENT = 16;
    private static final int HEADER = 32;
    private static final int INLINE_STRINGS = 2;

    /** The linker puts 16 bytes before and after the module text, to find it in memory. */
    private static final int MARKER = 16;

    private GoBuildReader() {}

    static Optional<GoBuild> find(ByteBuffer data) {
        for (int at = 0; at + HEADER <= data.limit(); at += ALIGNMENT) {
            if (isMagic(data, at)) {
                return (data.get(at + 15) & INLINE_STRINGS) != 0
                        ? Optional.of(read(data.duplicate().position(at + HEADER)))
                        : Optional.of(new GoBuild("go", ""));
            }
        }
        return Optional.empty();
    }

    private static boolean isMagic(ByteBuffer data, int at) {
        for (int i = 0; i < MAGIC.length; i++) {
            if (data.get(at + i) != MAGIC[i]) {
                return false;
            }
        }
        return true;
    }

    private static GoBuild read(ByteBuffer data) {
        String version = text(data);
        String module = text(data);
        String path = "";
        if (module.length() > 2 * MARKER) {
            String lines = module.substring(MARKER, module.length() - MARKER);
            path =
                    lines.lines()
                            .filter(line -> line.startsWith("path\t"))
                            .map(line -> line.substring("path\t".length()))
                            .findFirst()
                            .orElse("");
        }
        return new GoBuild(version.isEmpty() ? "go" : version, path);
    }

    /** Reads a length as Go's varint and that many bytes; damaged text is empty. */
    private static String text(ByteBuffer data) {
        long length = 0;
        for (int shift = 0; shift < 35 && data.hasRemaining(); shift += 7) {
            byte next = data.get();
            length |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                byte[] bytes = new byte[(int) Math.min(length, data.remaining())];
                data.get(bytes);
                return new String(bytes, StandardCharsets.ISO_8859_1);
            }
        }
        return "";
    }
}
