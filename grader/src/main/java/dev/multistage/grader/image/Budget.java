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

    /** Measured: with 128 MB, an image of 200,000 entries is read, accounted and searched. */
    private static final long MEMORY_PER_ENTRY = 600;

    /**
     * One million entries, or fewer where Java may not use memory enough for them; 64 GB of layers,
     * 32 MB of documents, as much of kept contents.
     */
    public static final Budget DEFAULT =
            new Budget(
                    (int) Math.min(1_000_000, Runtime.getRuntime().maxMemory() / MEMORY_PER_ENTRY),
                    64_000_000_000L,
                    32_000_000);
}
