package dev.multistage.grader.grading;

import dev.multistage.grader.docker.Engine;
import dev.multistage.grader.docker.EngineException;
import dev.multistage.grader.image.Image;
import dev.multistage.grader.image.ImageArchive;
import dev.multistage.grader.image.LayerCache;
import dev.multistage.grader.image.ReadOptions;
import dev.multistage.grader.image.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads images out of an engine, as far as their layers are not known from earlier. */
final class ImageReading {

    private static final long CACHED_ANALYSES_BYTES = 200_000_000;

    private ImageReading() {}

    /**
     * Reads an image that the engine has.
     *
     * @param cache folder for what is worth keeping between runs
     */
    static Image of(Engine engine, String reference, Path cache) {
        return of(engine, reference, cache, List.of());
    }

    /**
     * Reads an image that the engine has, and looks for secrets in it. If there are any to look
     * for, every layer is read, known or not.
     *
     * @param cache folder for what is worth keeping between runs
     */
    static Image of(Engine engine, String reference, Path cache, List<Secret> secrets) {
        LayerCache layers = layers(cache);
        Optional<Image> known =
                secrets.isEmpty()
                        ? engine.describe(reference)
                                .flatMap(image -> ImageArchive.fromCache(image.id(), layers))
                        : Optional.empty();
        if (known.isPresent()) {
            return known.get();
        }
        try (InputStream archive = engine.export(reference)) {
            return ImageArchive.read(archive, layers, ReadOptions.FROM_ENGINE.searching(secrets));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Returns what to throw when an export cannot be read. */
    static EngineException unreadable(IOException reason) {
        return new EngineException(
                "The engine's export of the image could not be read: " + reason.getMessage(),
                "Run it again. If it stays so, restart the engine.",
                reason);
    }

    /** Returns what remembers layers between runs. */
    static LayerCache layers(Path cache) {
        return LayerCache.inDirectory(cache.resolve("layers"), CACHED_ANALYSES_BYTES);
    }
}
