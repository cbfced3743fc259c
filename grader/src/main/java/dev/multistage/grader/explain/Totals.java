package dev.multistage.grader.explain;

import java.util.OptionalLong;

/**
 * The bytes of a whole image.
 *
 * @param unpackedBytes all regular files of all layers: the size that is graded
 * @param baseBytes those in layers of the base image; 0 if nothing is known of it
 * @param wasteBytes those that no container sees
 * @param leftoverBytes those that a container sees though nothing needs them, and that the
 *     Dockerfile is answerable for
 * @param layers how many layers there are
 * @param files how many files a container sees
 * @param downloadBytes the packed layers above the base image, of all if that is unknown; empty if
 *     not asked for
 */
public record Totals(
        long unpackedBytes,
        long baseBytes,
        long wasteBytes,
        long leftoverBytes,
        int layers,
        long files,
        OptionalLong downloadBytes) {}
