package dev.multistage.grader.image;

import dev.multistage.grader.dockerfile.Stage;
import java.util.Optional;

/**
 * How a file got to its place.
 *
 * @param stage the stage in whose image it was looked for
 * @param file the entry, with the layer that wrote it
 * @param origin what made that layer
 * @param copiedFrom where it was before, if a {@code COPY --from} brought it and the image of that
 *     stage is known
 */
public record PathOrigin(
        Stage stage, LiveFile file, Origin origin, Optional<PathOrigin> copiedFrom) {

    /** Returns the first place: where the file was created, as far back as it is known. */
    public PathOrigin created() {
        return copiedFrom.map(PathOrigin::created).orElse(this);
    }
}
