package dev.multistage.grader.image;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * One layer of an image.
 *
 * @param index 0 for the lowest
 * @param diffId digest of its unpacked archive, {@code sha256:…}
 * @param entries its entries in the order of the archive
 * @param downloadBytes the size of the compressed layer where the archive carries one
 * @param keptContents contents of the files that the {@link ContentFilter} asked for, by path
 */
public record Layer(
        int index,
        String diffId,
        List<FileEntry> entries,
        OptionalLong downloadBytes,
        Map<String, byte[]> keptContents) {

    public Layer {
        entries = List.copyOf(entries);
        keptContents = Map.copyOf(keptContents);
    }

    /** Makes a layer that keeps no contents. */
    public Layer(int index, String diffId, List<FileEntry> entries, OptionalLong downloadBytes) {
        this(index, diffId, entries, downloadBytes, Map.of());
    }

    /** Returns the same layer with entries of which more is known. */
    Layer with(List<FileEntry> newEntries) {
        return new Layer(index, diffId, newEntries, downloadBytes, keptContents);
    }

    /** Returns the same layer with what is known once it was read to its end. */
    Layer digested(String newDiffId, OptionalLong newDownloadBytes) {
        return new Layer(index, newDiffId, entries, newDownloadBytes, keptContents);
    }

    /** Returns the same layer at another place of an image. */
    public Layer at(int newIndex) {
        return new Layer(newIndex, diffId, entries, downloadBytes, keptContents);
    }

    /** Returns the sum of the sizes of its regular files. */
    public long unpackedBytes() {
        return entries.stream().mapToLong(FileEntry::size).sum();
    }
}
