package dev.multistage.grader.image;

import java.util.List;
import java.util.Optional;

/**
 * What BuildKit noted about the build of an image, with {@code mode=max}: the Dockerfile and which
 * lines of it made which layer. Nobody vouches for it: it is as hostile as the rest of an image.
 *
 * @param file what the Dockerfile was called
 * @param dockerfile its text
 * @param target the stage that was asked for; empty if the last one was built
 * @param layers the lines of each layer, lowest first; empty where it names none
 */
public record Provenance(
        String file, String dockerfile, String target, List<Optional<Lines>> layers) {

    public Provenance {
        layers = List.copyOf(layers);
    }

    /**
     * Lines of the Dockerfile, those of {@code FROM} for layers of a base image and its triggers.
     *
     * @param first the first line, counted from 1
     * @param last the last line
     */
    public record Lines(int first, int last) {}
}
