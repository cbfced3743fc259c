package dev.multistage.grader.check;

import dev.multistage.grader.image.AccountedFile;
import dev.multistage.grader.image.Fate;
import dev.multistage.grader.image.LineBytes;
import dev.multistage.grader.image.LiveFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out about images what {@link Measure}s ask for. */
final class Measured {

    private Measured() {}

    /** Returns the line that wrote the most bytes. */
    static Optional<LineBytes> heaviestLine(ImageEvidence image) {
        return image.origins().bytesPerLine(image.accounting()).stream()
                .max(Comparator.comparingLong(LineBytes::unpackedBytes));
    }

    /** Returns the bytes that a measure of a size means. */
    static long bytes(Measure measure, ImageEvidence image, List<String> paths) {
        return switch (measure) {
            case MEGABYTES -> image.image().unpackedBytes();
            case MEGABYTES_BELOW -> below(image, paths);
            case DELETED_MEGABYTES -> image.accounting().bytes(file -> file.fate() == Fate.DELETED);
            default -> throw new IllegalArgumentException(measure + " is no size");
        };
    }

    /** Bytes of files that a container sees, each once, as {@code du} counts them. */
    private static long below(ImageEvidence image, List<String> paths) {
        long bytes = 0;
        for (AccountedFile file : image.accounting().files()) {
            String path = file.entry().path();
            if (!file.isWaste() && paths.stream().anyMatch(top -> path.startsWith(top + "/"))) {
                bytes += file.bytes();
            }
        }
        return bytes;
    }

    /** Returns the Dockerfiles that a question for one allows as answers. */
    static List<String> dockerfiles(Measure measure, Map<String, ImageEvidence> images) {
        List<String> right = new ArrayList<>();
        long smallest =
                images.values().stream()
                        .mapToLong(image -> image.image().unpackedBytes())
                        .min()
                        .orElse(0);
        images.forEach(
                (name, image) -> {
                    boolean fits =
                            switch (measure) {
                                case SMALLEST -> image.image().unpackedBytes() == smallest;
                                case WITHOUT_SHELL -> hasNoShell(image);
                                case MUSL -> hasMusl(image);
                                default ->
                                        throw new IllegalArgumentException(
                                                measure + " asks for no Dockerfile");
                            };
                    if (fits) {
                        right.add(name);
                    }
                });
        return right;
    }

    private static boolean hasNoShell(ImageEvidence image) {
        return new NoShell().examine(image).status() == Outcome.Status.PASSED;
    }

    private static boolean hasMusl(ImageEvidence image) {
        return image.image().files().values().stream()
                .map((LiveFile file) -> file.entry().path())
                .anyMatch(path -> path.matches("(/usr)?/lib/ld-musl-[a-z0-9_]+\\.so\\.1"));
    }
}
