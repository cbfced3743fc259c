package dev.multistage.grader.image;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** An image: its config, its layers, and the file system that they make together. */
public final class Image {

    private final String id;
    private final ImageConfig config;
    private final List<Layer> layers;
    private final List<Secret.Match> secretMatches;
    private final Optional<Provenance> provenance;

    /** Worked out when first asked for; many callers want only sizes. */
    private SortedMap<String, LiveFile> files;

    /**
     * @param id {@code sha256:} digest of the config, which is what the engine calls the image id
     *     unless it uses the containerd store
     * @param config the config
     * @param layers lowest first; their indexes must be 0, 1, 2, …
     */
    public Image(String id, ImageConfig config, List<Layer> layers) {
        this(id, config, layers, List.of());
    }

    /**
     * @param secretMatches where secrets were found in it
     */
    public Image(
            String id, ImageConfig config, List<Layer> layers, List<Secret.Match> secretMatches) {
        this(id, config, layers, secretMatches, Optional.empty());
    }

    private Image(
            String id,
            ImageConfig config,
            List<Layer> layers,
            List<Secret.Match> secretMatches,
            Optional<Provenance> provenance) {
        this.provenance = provenance;
        this.id = id;
        this.config = config;
        this.secretMatches = List.copyOf(secretMatches);
        this.layers = List.copyOf(layers);
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i).index() != i) {
                throw new IllegalArgumentException(
                        "Layer " + layers.get(i).index() + " at place " + i);
            }
        }
    }

    /** Returns this image with what was noted about its build. */
    public Image with(Provenance noted) {
        return new Image(id, config, layers, secretMatches, Optional.of(noted));
    }

    /** Returns what was noted about its build, if it came in an archive that says so. */
    public Optional<Provenance> provenance() {
        return provenance;
    }

    public String id() {
        return id;
    }

    public ImageConfig config() {
        return config;
    }

    /** Returns the layers, lowest first. */
    public List<Layer> layers() {
        return layers;
    }

    /** Returns the digests of the unpacked layers, lowest first. */
    public List<String> diffIds() {
        return layers.stream().map(Layer::diffId).toList();
    }

    /** Returns the sum of the sizes of regular files over all layers: the size that is graded. */
    public long unpackedBytes() {
        return layers.stream().mapToLong(Layer::unpackedBytes).sum();
    }

    /** Returns everything that a container of this image sees, by absolute path. */
    public synchronized SortedMap<String, LiveFile> files() {
        if (files == null) {
            files =
                    Collections.unmodifiableSortedMap(
                            LayerReplay.replay(layers, LayerReplay.SILENT));
        }
        return files;
    }

    /**
     * Returns what a program in the container would get that opens this path: symbolic links are
     * followed, and never lead out of the image. Empty if nothing is there or links go in circles.
     */
    public Optional<LiveFile> file(String path) {
        return new PathResolver(files()).resolve(path);
    }

    /** Returns the content of a file if it was kept when the image was read. */
    public Optional<byte[]> content(String path) {
        return file(path).flatMap(this::content);
    }

    /** Returns the content of a file if it was kept when the image was read. */
    public Optional<byte[]> content(LiveFile file) {
        FileEntry entry = file.entry();
        String owner = entry.type() == FileType.HARDLINK ? entry.linkTarget() : entry.path();
        byte[] content = layers.get(file.layerIndex()).keptContents().get(owner);
        // Two entries of one layer can have the same path: only the last one's content is right.
        return Optional.ofNullable(content)
                .filter(bytes -> Sha256.ofContent(bytes).equals(entry.sha256()))
                .map(byte[]::clone);
    }

    /**
     * Returns where the secrets were found that {@link ReadOptions#secrets()} named: in files of
     * any layer, deleted ones included, in the config and in the history.
     */
    public List<Secret.Match> secretMatches() {
        return secretMatches;
    }

    /** Returns the accounts of the image; there are none if it has no readable passwd file. */
    public Passwd passwd() {
        return content("/etc/passwd").map(Passwd::parse).orElse(Passwd.NONE);
    }
}
