package dev.multistage.grader.image;

/** What reading an archive has cost so far; refuses to go beyond the {@link Budget}. */
final class Spending {

    private final Budget budget;
    private int entries;
    private long unpackedBytes;
    private long metadataBytes;
    private long keptBytes;

    Spending(Budget budget) {
        this.budget = budget;
    }

    void entry() throws ArchiveException {
        if (++entries > budget.entries()) {
            throw new OverBudgetException(
                    "The image has more than " + budget.entries() + " entries; that is too many");
        }
    }

    void bytes(long count) throws ArchiveException {
        // Written so that two sizes near the end of the range cannot wrap around.
        if (count > budget.unpackedBytes() - unpackedBytes) {
            throw new OverBudgetException(
                    "The layers unpack to more than "
                            + budget.unpackedBytes()
                            + " bytes; that is too much");
        }
        unpackedBytes += count;
    }

    void metadata(long count) throws ArchiveException {
        if (count > budget.metadataBytes() - metadataBytes) {
            throw new OverBudgetException("The JSON documents of the archive are too long");
        }
        metadataBytes += count;
    }

    /** Counts bytes of content that are kept in memory. */
    void kept(long count) throws ArchiveException {
        if (count > budget.metadataBytes() - keptBytes) {
            throw new OverBudgetException("The package databases of the image are too long");
        }
        keptBytes += count;
    }
}
