package dev.multistage.grader.grading;

import dev.multistage.grader.explain.DirectoryBytes;
import java.util.List;
import java.util.OptionalLong;

/**
 * An image that was built for a grade.
 *
 * @param dockerfile the Dockerfile it was built from
 * @param id the image's id
 * @param unpackedBytes sum of regular-file sizes over its layers
 * @param starterBytes the same of the image that the exercise starts from, if measured
 * @param bases the base images it stands on
 * @param lines bytes by Dockerfile line
 * @param directories the biggest directories that a container sees, each before what is in it
 */
public record GradedImage(
        String dockerfile,
        String id,
        long unpackedBytes,
        OptionalLong starterBytes,
        List<Base> bases,
        List<Line> lines,
        List<DirectoryBytes> directories) {

    public GradedImage {
        bases = List.copyOf(bases);
        lines = List.copyOf(lines);
        directories = List.copyOf(directories);
    }

    /**
     * A base image.
     *
     * @param reference as the Dockerfile names it
     * @param digest digest from the registry, or the image's id
     * @param standIn whether it was made from packages because the real one could not be had
     * @param origin where it came from, in words
     */
    public record Base(String reference, String digest, boolean standIn, String origin) {}

    /**
     * A line of the Dockerfile that made a layer.
     *
     * @param line first line of the instruction, 1-based
     * @param instruction its text; untrusted
     * @param cached whether the build took it from the cache
     * @param seconds how long it took
     * @param unpackedBytes bytes it put into the image
     * @param wasteBytes bytes of these that no later layer shows
     * @param leftoverBytes bytes of these that nothing in the image needs
     */
    public record Line(
            int line,
            String instruction,
            boolean cached,
            double seconds,
            long unpackedBytes,
            long wasteBytes,
            long leftoverBytes) {}
}
