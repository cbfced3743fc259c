package dev.multistage.grader.image;

import java.util.Objects;

/**
 * One step of an image's history.
 *
 * @param createdBy what the builder says it ran
 * @param emptyLayer whether the step made no layer
 * @param comment the builder's remark; BuildKit writes {@code buildkit.dockerfile.v0}
 * @param created when, in RFC 3339; may be empty
 */
public record HistoryEntry(String createdBy, boolean emptyLayer, String comment, String created) {

    public HistoryEntry {
        Objects.requireNonNull(createdBy);
        Objects.requireNonNull(comment);
        Objects.requireNonNull(created);
    }
}
