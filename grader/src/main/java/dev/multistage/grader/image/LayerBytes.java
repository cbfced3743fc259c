package dev.multistage.grader.image;

/**
 * The bytes of a layer, or of a whole image, by what became of them.
 *
 * @param live bytes that a container sees
 * @param shadowedMetadata bytes that a later layer repeats with other owner, mode or time
 * @param shadowedRewritten bytes that a later layer replaces
 * @param deleted bytes that a later layer hides
 */
public record LayerBytes(long live, long shadowedMetadata, long shadowedRewritten, long deleted) {

    static final LayerBytes NONE = new LayerBytes(0, 0, 0, 0);

    /** Returns all bytes: the unpacked size. */
    public long unpacked() {
        return live + waste();
    }

    /** Returns the bytes that no container sees. */
    public long waste() {
        return shadowed() + deleted;
    }

    /** Returns the bytes that a later layer has in another version. */
    public long shadowed() {
        return shadowedMetadata + shadowedRewritten;
    }

    LayerBytes plus(Fate fate, long bytes) {
        return switch (fate) {
            case LIVE -> plus(new LayerBytes(bytes, 0, 0, 0));
            case SHADOWED_METADATA -> plus(new LayerBytes(0, bytes, 0, 0));
            case SHADOWED_REWRITTEN -> plus(new LayerBytes(0, 0, bytes, 0));
            case DELETED -> plus(new LayerBytes(0, 0, 0, bytes));
        };
    }

    LayerBytes plus(LayerBytes other) {
        return new LayerBytes(
                live + other.live,
                shadowedMetadata + other.shadowedMetadata,
                shadowedRewritten + other.shadowedRewritten,
                deleted + other.deleted);
    }
}
