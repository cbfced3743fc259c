package dev.multistage.grader.image;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Looks into the layers of an archive in a file, while their digests are worked out by another
 * thread.
 */
final class ArchiveLook {

    private final ArchiveFile archive;
    private final LayerReader reader;
    private final ExecutorService worker;
    private final Map<String, Future<Sha256>> digests = new LinkedHashMap<>();

    ArchiveLook(ArchiveFile archive, LayerReader reader, ExecutorService worker) {
        this.archive = archive;
        this.reader = reader;
        this.worker = worker;
    }

    /**
     * Looks into a layer; it has its digests only after {@link #finish}.
     *
     * @param name its name in the archive
     * @param size bytes of its archive
     * @param read how many of them were read already
     */
    Layer layer(String name, long size, int read) throws IOException {
        long begin = archive.position() - read;
        Future<Sha256> digest = worker.submit(() -> LayerDigest.of(archive.part(begin, size)));
        try {
            Layer layer = reader.sample(archive.part(begin, size));
            digests.put(name, digest);
            return layer;
        } catch (IOException damaged) {
            digest.cancel(false); // an interrupt would close the file
            throw damaged;
        }
    }

    /** Waits for the digests of layers, and works out those of files that can matter. */
    void finish(ArchiveContents contents) throws IOException {
        List<Layer> layers = new ArrayList<>();
        digests.keySet().forEach(name -> layers.add(contents.layers().get(name)));
        List<Layer> completed = LateDigests.completed(layers, contents.layers().values(), archive);
        int at = 0;
        for (Map.Entry<String, Future<Sha256>> digest : digests.entrySet()) {
            String diffId = await(digest.getValue()).reference();
            Layer layer = completed.get(at++);
            contents.layers().put(digest.getKey(), layer.digested(diffId, layer.downloadBytes()));
        }
    }

    private static Sha256 await(Future<Sha256> digest) throws IOException {
        try {
            return digest.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Reading the image was interrupted");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException unreadable) {
                throw unreadable;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }
}
