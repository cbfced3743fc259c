package dev.multistage.grader.check;

import dev.multistage.grader.image.LineBytes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Demands that the image is small: the sum of regular-file sizes over all its layers.
 *
 * @param megabytes the limit in MB of 10^6 bytes; a base image that has grown since the exercise
 *     was calibrated is added
 */
@Describes(
        name = "image-size",
        reference = "T01",
        summary = "The image is not larger than its limit, in unpacked bytes of all layers.",
        failures = {
            @Failure(
                    code = "image-too-large",
                    title = "The image is too large",
                    why =
                            "Every byte is pushed, pulled, stored and scanned, on every machine that runs"
                                    + " the image.")
        })
public record ImageSize(double megabytes) implements ImageCheck {

    public ImageSize {
        if (megabytes <= 0) {
            throw new IllegalArgumentException("\"megabytes\" must be more than 0");
        }
    }

    @Override
    public String requirement() {
        return "image of at most " + Sizes.limit(megabytes);
    }

    /** Returns the limit in bytes for a base that has grown by this many bytes. */
    public long limitBytes(long baseGrowthBytes) {
        return Math.round(megabytes * 1e6) + Math.max(0, baseGrowthBytes);
    }

    @Override
    public Outcome examine(ImageEvidence evidence) {
        long size = evidence.image().unpackedBytes();
        long limit = limitBytes(evidence.baseGrowthBytes());
        if (size <= limit) {
            return Outcome.passed(Sizes.megabytes(size));
        }
        List<LineBytes> lines =
                evidence.origins().bytesPerLine(evidence.accounting()).stream()
                        .filter(line -> line.unpackedBytes() > 0)
                        .sorted(Comparator.comparingLong(LineBytes::unpackedBytes).reversed())
                        .limit(4)
                        .toList();
        List<Place> places = new ArrayList<>();
        for (LineBytes line : lines) {
            places.add(
                    Place.line(
                            evidence.file(),
                            line.line(),
                            line.endLine(),
                            line.instruction(),
                            line.unpackedBytes()));
        }
        String growth =
                evidence.baseGrowthBytes() > 0
                        ? " ("
                                + Sizes.limit(megabytes)
                                + " and "
                                + Sizes.megabytes(evidence.baseGrowthBytes())
                                + " by which the base image has grown)"
                        : "";
        return Outcome.failed("image-too-large")
                .observed(Sizes.megabytes(size))
                .expected("at most " + Sizes.megabytes(limit) + growth)
                .at(places)
                .next(next(evidence, lines, size));
    }

    private static String next(ImageEvidence evidence, List<LineBytes> lines, long size) {
        if (lines.isEmpty()) {
            return "Look at docker history for the heaviest step.";
        }
        LineBytes heaviest = lines.get(0);
        long share = Math.round(100.0 * heaviest.unpackedBytes() / Math.max(1, size));
        String who = "Line " + heaviest.line() + " makes up " + share + " % of it. ";
        return heaviest.instruction().regionMatches(true, 0, "FROM", 0, 4)
                ? who + "Start the final stage from a smaller base."
                : who
                        + "Do that work in an earlier stage and copy only what the program needs to run.";
    }
}
