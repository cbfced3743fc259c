package dev.multistage.grader.image;

import dev.multistage.grader.digest.Digest;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Works out the digests that {@link SampledContents} has left out, where they can matter: two
 * contents are compared only if they are equally long, and at the same path in two layers or long
 * enough to be worth a word as duplicates.
 */
final class LateDigests {

    private static final int CHUNK = 256 << 10;

    /** Spreads sizes over all bits: 2^64 divided by the golden ratio. */
    private static final long SPREAD = 0x9e3779b97f4a7c15L;

    private final ArchiveFile archive;

    /**
     * Sorted keys of all files. Unlike files may have the same key; that costs one digest too many.
     */
    private final long[] keys;

    private final MessageDigest sha256 = Digest.sha256();
    private final byte[] chunk = new byte[CHUNK];
    private final Map<Sha256, Sha256> found = new HashMap<>();

    private LateDigests(ArchiveFile archive, Collection<Layer> all) {
        this.archive = archive;
        this.keys =
                all.stream()
                        .flatMap(layer -> layer.entries().stream())
                        .filter(FileEntry::isFile)
                        .flatMapToLong(file -> LongStream.of(bySize(file), byPath(file)))
                        .filter(key -> key != 0)
                        .sorted()
                        .toArray();
    }

    /**
     * Returns the layers with all digests that can matter.
     *
     * @param all these layers and others of the archive
     * @param archive what they were read from
     */
    static List<Layer> completed(List<Layer> layers, Collection<Layer> all, ArchiveFile archive)
            throws IOException {
        LateDigests late = new LateDigests(archive, all);
        List<Layer> completed = new ArrayList<>();
        for (Layer layer : layers) {
            completed.add(late.completed(layer));
        }
        return completed;
    }

    private static long bySize(FileEntry file) {
        return file.size() < Accounting.SMALLEST_DUPLICATE ? 0 : file.size() * SPREAD;
    }

    private static long byPath(FileEntry file) {
        return ((long) file.path().hashCode() << 32) ^ (file.size() * SPREAD);
    }

    private boolean twice(long key) {
        int at = Arrays.binarySearch(keys, key);
        return at >= 0
                && ((at > 0 && keys[at - 1] == key)
                        || (at + 1 < keys.length && keys[at + 1] == key));
    }

    private Layer completed(Layer layer) throws IOException {
        List<FileEntry> entries = new ArrayList<>(layer.entries().size());
        for (FileEntry entry : layer.entries()) {
            boolean late = entry.isFile() && entry.sha256().isNotRead();
            if (late && (twice(bySize(entry)) || twice(byPath(entry)))) {
                found.put(entry.sha256(), digest(entry));
            }
            Sha256 digest = found.get(entry.sha256());
            entries.add(digest == null ? entry : entry.withDigest(digest));
        }
        return layer.with(entries);
    }

    private Sha256 digest(FileEntry file) throws IOException {
        long place = file.sha256().number();
        for (long done = 0; done < file.size(); ) {
            int wanted = (int) Math.min(CHUNK, file.size() - done);
            int read = archive.readAt(place + done, chunk, 0, wanted);
            if (read < wanted) {
                throw new ArchiveException("The archive became shorter while it was read");
            }
            sha256.update(chunk, 0, read);
            done += read;
        }
        return Sha256.of(sha256.digest());
    }
}
