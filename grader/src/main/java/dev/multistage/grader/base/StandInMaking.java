package dev.multistage.grader.base;

import dev.multistage.grader.context.FileTree;
import dev.multistage.grader.context.FilteredContext;
import dev.multistage.grader.context.TreeEntry;
import dev.multistage.grader.docker.BuildListener;
import dev.multistage.grader.docker.BuildRequest;
import dev.multistage.grader.docker.BuildResult;
import dev.multistage.grader.docker.BuildStep;
import dev.multistage.grader.docker.Engine;
import dev.multistage.grader.docker.EngineException;
import dev.multistage.grader.docker.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Makes one stand-in from what it stands on. It gets its name when it is complete and not before.
 *
 * @param prefix stands before the names of stand-ins in this engine
 */
record StandInMaking(
        Engine engine,
        StandInCatalogue catalogue,
        CacheDirectory cache,
        Downloads downloads,
        HostRegistries host,
        String prefix,
        ProgressListener progress) {

    /** A recipe that hangs is given up after this. */
    private static final Duration BUDGET = Duration.ofMinutes(30);

    private static final long LOG_BYTES = 16_000_000;
    private static final long DISK_BYTES = 16_000_000_000L;

    /** How much of a failed step's output an error message shows. */
    private static final int LAST_WORDS = 1000;

    private static final int FILE_MODE = 0644;
    private static final int DIRECTORY_MODE = 0755;
    private static final String DOCKERFILE = "Dockerfile";
    private static final String PATH =
            "ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    void make(StandIn standIn) throws IOException, InterruptedException {
        String what = "making " + standIn.name();
        progress.advanced(what, 0, 0);
        Path work = cache.workDirectory("stand-in");
        try {
            if (standIn.isMinimalDebian()) {
                importDebian(standIn, work, what);
            } else {
                build(standIn, work, what);
            }
        } finally {
            CacheDirectory.removeTree(work);
        }
        progress.advanced(what, 1, 1);
    }

    private void importDebian(StandIn standIn, Path work, String what)
            throws IOException, InterruptedException {
        List<String> changes = new ArrayList<>(List.of(PATH, "CMD [\"bash\"]"));
        labels(standIn).forEach((name, value) -> changes.add("LABEL " + name + "=" + value));
        String suite = standIn.arguments().get("SUITE");
        try (var tar = DebianRootFilesystem.open(suite, host, work, what, progress)) {
            FutureTask<Void> importing =
                    new FutureTask<>(
                            () -> {
                                engine.importRootFilesystem(tar, prefix + standIn.name(), changes);
                                return null;
                            });
            new Thread(importing, "importing-" + suite).start();
            // waiting for an upload cannot be interrupted, waiting for this can
            importing.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof EngineException known) {
                throw known;
            }
            throw new IOException(failed.getCause());
        }
    }

    private void build(StandIn standIn, Path work, String what)
            throws IOException, InterruptedException {
        Map<String, String> arguments = new LinkedHashMap<>(host.proxies());
        arguments.putAll(standIn.arguments());
        standIn.bases().forEach((argument, base) -> arguments.put(argument, prefix + base));
        BuildRequest request =
                new BuildRequest(
                        FilteredContext.of(files(standIn, work), DOCKERFILE),
                        DOCKERFILE,
                        prefix + standIn.name(),
                        standIn.target(),
                        arguments,
                        labels(standIn),
                        false,
                        BUDGET,
                        LOG_BYTES,
                        DISK_BYTES);
        if (engine.build(request, steps(what)) instanceof BuildResult.Failed failed) {
            throw failed(standIn, failed);
        }
    }

    /** Returns the recipe, the host's settings and what the recipe needs of downloads and files. */
    private FileTree files(StandIn standIn, Path work) throws IOException, InterruptedException {
        byte[] recipe = StandInCatalogue.resource(standIn.dockerfile() + ".Dockerfile");
        // a directory is there for COPY even if nothing is in it
        TreeEntry certificates = TreeEntry.directory("settings/certificates", DIRECTORY_MODE);
        FileTree files = FileTree.EMPTY.with(DOCKERFILE, recipe).with(certificates);
        for (var setting : host.files().entrySet()) {
            files = files.with("settings/" + setting.getKey(), setting.getValue());
        }
        for (var wanted : standIn.downloads().entrySet()) {
            Download download = catalogue.download(wanted.getValue());
            Path wheel = downloads.fetch(download, progress);
            Path file =
                    download.form() == Download.Form.ALPINE_DISK
                            ? AlpineDisk.rootFilesystem(wheel, work)
                            : wheel;
            TreeEntry.Content content = () -> Files.newInputStream(file);
            files =
                    files.with(
                            TreeEntry.file(wanted.getKey(), Files.size(file), FILE_MODE, content));
        }
        for (String file : standIn.files()) {
            files = files.with(file, StandInCatalogue.resource(file));
        }
        return files;
    }

    private Map<String, String> labels(StandIn standIn) {
        return Map.of(
                StandIn.LABEL,
                standIn.name(),
                StandIn.RECIPE_LABEL,
                catalogue.recipeDigest(standIn));
    }

    private BuildListener steps(String what) {
        return new BuildListener() {
            @Override
            public void started(BuildStep step) {
                if (!step.internal()) {
                    progress.advanced(what + ": " + brief(step.name()), 0, 0);
                }
            }
        };
    }

    private static String brief(String step) {
        String line = step.replaceAll("--mount=\\S+", "").replaceAll("\\s+", " ");
        return line.length() > 60 ? line.substring(0, 59) + "…" : line;
    }

    private static BaseUnavailableException failed(StandIn standIn, BuildResult.Failed failed) {
        BuildStep step = failed.step();
        String log = step == null ? "" : step.log().strip();
        String why = log.isEmpty() ? failed.message() : log;
        return new BaseUnavailableException(
                "The stand-in for "
                        + standIn.name()
                        + " could not be made"
                        + (step == null ? "" : ", at " + brief(step.name()))
                        + ":\n"
                        + why.substring(Math.max(0, why.length() - LAST_WORDS)),
                "Check that the package registries can be reached: ./grade doctor");
    }
}
