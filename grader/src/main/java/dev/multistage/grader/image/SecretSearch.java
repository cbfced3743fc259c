package dev.multistage.grader.image;

import dev.multistage.grader.image.Secret.Match;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;

/** Looks for secrets in files as they stream by, and once more in what packed files unpack to. */
final class SecretSearch {

    /** Longer packed files are searched as they are only. */
    private static final int LONGEST_PACKED = 4 << 20;

    /** No more than this is unpacked of one file, so that it cannot take forever. */
    private static final long MOST_UNPACKED = 64 << 20;

    private final FormSearch search;
    private final FormSearch packedSearch;
    private final byte[] chunk = new byte[1 << 16];
    private final List<Match> matches = new ArrayList<>();
    private byte[] packed = new byte[0];
    private int packedLength;
    private boolean keep;

    SecretSearch(List<Secret> secrets) {
        this.search = new FormSearch(secrets);
        this.packedSearch = new FormSearch(secrets);
    }

    /** Begins with a file of this size. */
    void begin(long size, ContentKind kind) {
        search.begin();
        packedLength = 0;
        keep = isPacked(kind) && size <= LONGEST_PACKED;
        if (keep && packed.length < size) {
            packed = new byte[(int) size];
        }
    }

    private static boolean isPacked(ContentKind kind) {
        return kind instanceof ContentKind.Archive archive
                && switch (archive.packing()) {
                    case GZIP, ZIP, JAR, WHEEL -> true;
                    default -> false;
                };
    }

    void accept(byte[] bytes, int length) {
        search.accept(bytes, length);
        if (keep) {
            System.arraycopy(bytes, 0, packed, packedLength, length);
            packedLength += length;
        }
    }

    /** Ends a file; the layer is known only later and is 0 until then. */
    void finish(String path, ContentKind kind) {
        search.found().forEach(form -> add(form, path, false));
        if (keep) {
            packedSearch.begin();
            try {
                unpack(kind);
            } catch (IOException damaged) {
                // what came out before the damage has been searched
            }
            packedSearch.found().forEach(form -> add(form, path, true));
        }
    }

    private void add(Secret.Form form, String path, boolean inside) {
        matches.add(new Match(form.secret(), form.encoding(), path, 0, inside));
    }

    private void unpack(ContentKind kind) throws IOException {
        InputStream in = new ByteArrayInputStream(packed, 0, packedLength);
        long budget = MOST_UNPACKED;
        if (kind.equals(new ContentKind.Archive(ContentKind.Packing.GZIP))) {
            searchIn(new GZIPInputStream(in), budget);
            return;
        }
        ZipInputStream zip = new ZipInputStream(in);
        while (zip.getNextEntry() != null && budget > 0) {
            budget -= searchIn(zip, budget);
        }
    }

    private long searchIn(InputStream unpacked, long most) throws IOException {
        long count = 0;
        int length;
        while (count < most && (length = unpacked.read(chunk)) > 0) {
            packedSearch.accept(chunk, length);
            count += length;
        }
        return count;
    }

    /** Returns what was found since the last call. */
    List<Match> take() {
        List<Match> taken = List.copyOf(matches);
        matches.clear();
        return taken;
    }
}
