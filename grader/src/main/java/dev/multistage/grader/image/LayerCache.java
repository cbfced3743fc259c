package dev.multistage.grader.image;

import java.nio.file.Path;
import java.util.Optional;

/** Remembers what layers contain, so that a layer is read once however many images share it. */
public interface LayerCache {

    /** Remembers nothing. */
    LayerCache NONE =
            new LayerCache() {
                @Override
                public Optional<Layer> find(String diffId) {
                    return Optional.empty();
                }

                @Override
                public void store(Layer layer) {}
            };

    /**
     * Returns a cache in a directory, which is made if need be. Several processes may use it at
     * once. What cannot be read is forgotten; what cannot be written is not remembered.
     *
     * @param mostBytes the least recently used layers go when the files together are longer
     */
    static LayerCache inDirectory(Path directory, long mostBytes) {
        return new DirectoryLayerCache(directory, mostBytes);
    }

    /** Returns the layer with this digest; its index is 0. */
    Optional<Layer> find(String diffId);

    /** Remembers a layer under its digest. */
    void store(Layer layer);

    /**
     * Returns the layer that an engine exports under this id.
     *
     * @param id 64 hexadecimal digits
     */
    default Optional<Layer> findBlob(String id) {
        return Optional.empty();
    }

    /** Remembers under which id an engine exports a layer. */
    default void storeBlob(String id, String diffId) {}

    /**
     * Returns the config document with this digest.
     *
     * @param id {@code sha256:…}
     */
    default Optional<byte[]> findConfig(String id) {
        return Optional.empty();
    }

    /** Remembers a config document under its digest. */
    default void storeConfig(String id, byte[] document) {}
}
