package dev.multistage.grader.image;

/**
 * How much of an archive is read before it is refused, so that a hostile one cannot take all memory
 * or time.
 *
 * @param entries most entries in all layers together
 * @param unpackedBytes most bytes that may come out of the layers together, packed or not
 * @param metadataBytes most bytes of JSON documents together, and most bytes of files whose content
 *     is kept
 */
public record Budget(int entries, long unpackedBytes, long metadataBytes) {

    /** One million entries, 64 GB of layers, 32 MB of documents, as much of kept contents. */
    public static final Budget DEFAULT = new Budget(1_000_000, 64_000_000_000L, 32_000_000);
}
