package dev.multistage.grader.grading;

import dev.multistage.grader.docker.Engine;
import dev.multistage.grader.explain.Anatomy;
import dev.multistage.grader.image.DownloadSize;
import dev.multistage.grader.image.Layer;
import dev.multistage.grader.image.LayerCache;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** Works out how many bytes of an image are downloaded, which takes its time. */
final class PackedLayers {

    private PackedLayers() {}

    /** Opens an archive of the image once more. */
    interface Source {
        InputStream open() throws IOException;
    }

    /**
     * Returns an image of the engine with the size of its packed layers above the base.
     *
     * @param cache folder for what is worth keeping between runs
     */
    static Anatomy sum(Anatomy anatomy, Engine engine, String reference, Path cache) {
        try {
            return sum(anatomy, () -> engine.export(reference), ImageReading.layers(cache));
        } catch (IOException e) {
            throw ImageReading.unreadable(e);
        }
    }

    /**
     * Returns an image with the size of its packed layers above the base.
     *
     * @param source opens the archive again if a layer is not packed in it
     * @param cache where sizes are remembered
     */
    static Anatomy sum(Anatomy anatomy, Source source, LayerCache cache) throws IOException {
        long bytes = 0;
        Set<String> unpacked = new HashSet<>();
        for (Layer layer : anatomy.layersAboveBase()) {
            if (layer.downloadBytes().isPresent()) {
                bytes += layer.downloadBytes().getAsLong();
            } else {
                unpacked.add(layer.diffId());
            }
        }
        if (!unpacked.isEmpty()) {
            try (InputStream in = source.open()) {
                bytes += DownloadSize.of(in, anatomy.image(), unpacked, cache);
            }
        }
        return anatomy.withDownload(bytes);
    }
}
