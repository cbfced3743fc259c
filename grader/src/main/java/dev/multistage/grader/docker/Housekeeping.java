package dev.multistage.grader.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.multistage.grader.docker.Reclaimable.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Says what the course has taken disk for, and gives it back. */
public final class Housekeeping implements AutoCloseable {

    /** The part of the cache folder that holds what base images are made from. */
    static final String DOWNLOADS = "downloads";

    /** The part of the cache folder that holds notes on layers. */
    static final String LAYERS = "layers";

    private final Optional<EngineHttp> http;
    private final Optional<ImageCalls> images;
    private final Path cache;

    private Housekeeping(Optional<EngineHttp> http, Path cache) {
        this.http = http;
        this.images = http.map(ImageCalls::new);
        this.cache = cache;
    }

    /**
     * Keeps house on the engine that runs, if one does, and in the cache folder. Starts nothing.
     *
     * @param cache the folder of the grader's cache
     */
    public static Housekeeping ofThisMachine(Path cache) {
        return of(EngineLocator.ofThisMachine().search().endpoint(), cache);
    }

    static Housekeeping of(Optional<EngineEndpoint> engine, Path cache) {
        return new Housekeeping(engine.map(EngineHttp::new), cache);
    }

    /** Returns whether there is an engine; without one only files are seen. */
    public boolean hasEngine() {
        return http.isPresent();
    }

    /**
     * Returns what could be given back, of the kinds that were asked for; nothing is changed. The
     * sizes add up: what images of two kinds share is counted with the second one.
     */
    public List<Reclaimable> survey(Set<Kind> kinds) {
        List<Reclaimable> found = new ArrayList<>();
        List<ImageDescription> all = allImages();
        ImageDisk disk = disk(all, kinds);
        Set<String> counted = new LinkedHashSet<>();
        for (Kind kind : kinds) {
            Reclaimable part =
                    switch (kind) {
                        case BUILD_CACHE -> buildCache();
                        case DOWNLOADS -> files(kind, DOWNLOADS);
                        case LAYER_ANALYSES -> files(kind, LAYERS);
                        case SUBMISSIONS, KEPT_BUILDS, STAND_INS -> {
                            Set<String> ids = ids(kind, all);
                            long before = disk.freedBy(counted);
                            counted.addAll(ids);
                            yield new Reclaimable(kind, ids.size(), disk.freedBy(counted) - before);
                        }
                    };
            if (part.items() > 0) {
                found.add(part);
            }
        }
        return List.copyOf(found);
    }

    /**
     * Gives back what was asked for. What cannot be removed because it is in use stays.
     *
     * @param progress hears of every image
     * @return how much of each kind went, in bytes as {@link #survey} counts them
     */
    public List<Reclaimable> clean(Set<Kind> kinds, ProgressListener progress) {
        List<Reclaimable> before = survey(kinds);
        List<ImageDescription> all = allImages();
        for (Reclaimable part : before) {
            switch (part.kind()) {
                case BUILD_CACHE -> pruneBuildCache(progress);
                case DOWNLOADS -> delete(cache.resolve(DOWNLOADS));
                case LAYER_ANALYSES -> delete(cache.resolve(LAYERS));
                case SUBMISSIONS, KEPT_BUILDS, STAND_INS ->
                        remove(ids(part.kind(), all), part.kind(), progress);
            }
        }
        return before;
    }

    private List<ImageDescription> allImages() {
        return images.map(calls -> calls.images(Map.of())).orElse(List.of());
    }

    private ImageDisk disk(List<ImageDescription> all, Set<Kind> kinds) {
        ImageDisk disk = new ImageDisk();
        boolean wanted = kinds.stream().anyMatch(kind -> !ids(kind, all).isEmpty());
        if (wanted) {
            for (ImageDescription image : all) {
                http.orElseThrow()
                        .find("/images/" + image.id() + "/history")
                        .ifPresent(history -> disk.add(image.id(), history));
            }
        }
        return disk;
    }

    private static Set<String> ids(Kind kind, List<ImageDescription> all) {
        Set<String> ids = new LinkedHashSet<>();
        for (ImageDescription image : all) {
            if (kindOf(image).map(kind::equals).orElse(false)) {
                ids.add(image.id());
            }
        }
        return ids;
    }

    /** Returns what an image is to the grader; empty for images that are none of its business. */
    static Optional<Kind> kindOf(ImageDescription image) {
        if (image.labels().containsKey(ImageLabels.KEPT)) {
            return Optional.of(Kind.KEPT_BUILDS);
        }
        if (image.labels().containsKey(Owner.SUBMISSION)) {
            return inUse(image) ? Optional.empty() : Optional.of(Kind.SUBMISSIONS);
        }
        // images built on a stand-in inherit its label, but not its name
        String standsFor = image.labels().getOrDefault(ImageLabels.STAND_IN, "");
        boolean named =
                image.tags().contains(standsFor) || image.tags().contains(standsFor + ":latest");
        return named ? Optional.of(Kind.STAND_INS) : Optional.empty();
    }

    /** A grade that runs now, of this machine or another one, still needs it. */
    private static boolean inUse(ImageDescription image) {
        return image.tags().stream()
                .anyMatch(tag -> Owner.ofName(tag).filter(o -> !o.gone()).isPresent());
    }

    private void remove(Set<String> ids, Kind kind, ProgressListener progress) {
        long done = 0;
        for (String id : ids) {
            progress.advanced("removing " + kind.words(), done++, ids.size());
            try {
                images.orElseThrow().remove(id);
            } catch (EngineException inUse) {
                // a container of someone else runs from it: it stays
            }
        }
    }

    private Reclaimable buildCache() {
        int items = 0;
        long bytes = 0;
        if (http.isPresent()) {
            for (JsonNode entry :
                    http.get().get("/system/df?type=build-cache").path("BuildCache")) {
                items++;
                bytes += entry.path("Shared").asBoolean() ? 0 : entry.path("Size").asLong();
            }
        }
        return new Reclaimable(Kind.BUILD_CACHE, items, bytes);
    }

    private void pruneBuildCache(ProgressListener progress) {
        progress.advanced("emptying the build cache", 0, 0);
        http.orElseThrow()
                .json(EngineHttp.request("POST", "/build/prune?all=1").build(), EngineHttp.LONG);
    }

    private Reclaimable files(Kind kind, String part) {
        int items = 0;
        long bytes = 0;
        for (Path file : filesIn(cache.resolve(part))) {
            items++;
            bytes += file.toFile().length();
        }
        return new Reclaimable(kind, items, bytes);
    }

    private static void delete(Path folder) {
        try {
            for (Path file : filesIn(folder)) {
                Files.deleteIfExists(file);
            }
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** Lists a folder's files; folders below stay. Links are not followed. */
    private static List<Path> filesIn(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(path -> !Files.isDirectory(path)).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() {
        http.ifPresent(EngineHttp::close);
    }
}
