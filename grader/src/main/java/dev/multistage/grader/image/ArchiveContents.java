package dev.multistage.grader.image;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one pass over an archive has found: documents, layers and links between members by name.
 * Only when all has been seen can the documents say which layer is which.
 */
final class ArchiveContents {

    /** How many indexes may stand around a manifest. */
    static final int DEEPEST_INDEX = 4;

    private static final int MOST_LINKS = 16;

    private final ObjectMapper json =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(100)
                                                    .build())
                                    .build())
                    .build();
    private final Map<String, byte[]> documents = new HashMap<>();
    private final Map<String, Layer> layers = new HashMap<>();
    private final Map<String, ArchiveException> damaged = new HashMap<>();
    private final Map<String, String> links = new HashMap<>();

    private final Map<String, List<Secret.Match>> matches = new HashMap<>();
    private final List<Secret> secrets;

    private record Parts(String config, List<String> layers) {}

    ArchiveContents(List<Secret> secrets) {
        this.secrets = secrets;
    }

    void document(String name, byte[] content) {
        documents.put(name, content);
    }

    void layer(String name, Layer layer, List<Secret.Match> found) {
        layers.put(name, layer);
        matches.put(name, found);
    }

    /** Returns the layers that were found, by the name of their member; more may become known. */
    Map<String, Layer> layers() {
        return layers;
    }

    /** Returns the members that are the layers of {@link #image()}, lowest first. */
    List<String> members() throws ArchiveException {
        return parts().layers.stream().map(this::resolve).toList();
    }

    /** Remembers a member that looked like a layer and is none; only fatal if it should be one. */
    void damaged(String name, ArchiveException reason) {
        damaged.put(name, reason);
    }

    void link(String name, String target) {
        links.put(name, target);
    }

    /** Returns the config document of {@link #image()}. */
    byte[] config() throws ArchiveException {
        return documents.get(resolve(parts().config));
    }

    Image image() throws ArchiveException {
        Parts parts = parts();
        byte[] document = config();
        if (document == null) {
            throw new ArchiveException("The archive has no config '" + parts.config + "'");
        }
        JsonNode config = ImageConfigJson.parse(json, document, parts.config);
        List<String> diffIds = ImageConfigJson.texts(config.path("rootfs").path("diff_ids"));
        if (diffIds.size() != parts.layers.size()) {
            throw new ArchiveException(
                    "The config names "
                            + diffIds.size()
                            + " layers, the manifest "
                            + parts.layers.size());
        }
        List<Layer> ordered = new ArrayList<>();
        List<Secret.Match> found = new ArrayList<>(inConfig(document));
        for (int i = 0; i < diffIds.size(); i++) {
            Layer layer = layer(parts.layers.get(i));
            if (layer.diffId().isEmpty()) {
                layer = layer.digested(diffIds.get(i), layer.downloadBytes());
            }
            if (!layer.diffId().equals(diffIds.get(i))) {
                throw new ArchiveException(
                        "Layer "
                                + i
                                + " is damaged: its digest is "
                                + layer.diffId()
                                + ", the config says "
                                + diffIds.get(i));
            }
            ordered.add(layer.at(i));
            int index = i;
            matches.get(resolve(parts.layers.get(i))).forEach(match -> found.add(match.at(index)));
        }
        return new Image(
                Sha256.ofContent(document).reference(),
                ImageConfigJson.read(config),
                ordered,
                found);
    }

    /** Returns {@link #image()} with what its builder noted, if that is in the archive. */
    Image notedImage() throws ArchiveException {
        Image image = image();
        return new Attestations(json, name -> documents.get(resolve(name)))
                .provenance(parts().config)
                .map(image::with)
                .orElse(image);
    }

    private List<Secret.Match> inConfig(byte[] document) {
        if (secrets.isEmpty()) {
            return List.of();
        }
        FormSearch search = new FormSearch(secrets);
        search.accept(document, document.length);
        return search.found().stream()
                .map(form -> new Secret.Match(form.secret(), form.encoding(), "", -1, false))
                .toList();
    }

    private Layer layer(String name) throws ArchiveException {
        String member = resolve(name);
        if (damaged.containsKey(member)) {
            throw damaged.get(member);
        }
        Layer layer = layers.get(member);
        if (layer == null) {
            throw new ArchiveException("The archive lacks the layer '" + name + "'");
        }
        return layer;
    }

    private String resolve(String name) {
        String member = name;
        for (int i = 0; i < MOST_LINKS && links.containsKey(member); i++) {
            member = links.get(member);
        }
        return member;
    }

    private Parts parts() throws ArchiveException {
        Optional<Parts> found = Optional.empty();
        if (documents.containsKey(resolve("manifest.json"))) {
            found = dockerManifest();
        }
        if (found.isEmpty() && documents.containsKey(resolve("index.json"))) {
            found = fromIndex("index.json", 0, new HashSet<>());
        }
        return found.orElseThrow(
                () ->
                        new ArchiveException(
                                "This is no image archive: it has neither a usable manifest.json"
                                        + " nor a usable index.json"));
    }

    /** Reads the list that {@code docker save} writes; the first image counts. */
    private Optional<Parts> dockerManifest() throws ArchiveException {
        JsonNode image = document("manifest.json").path(0);
        Parts parts =
                new Parts(
                        ImageConfigJson.text(image, "Config"),
                        ImageConfigJson.texts(image.path("Layers")));
        boolean usable = documents.containsKey("index.json") ? isComplete(parts) : image.isObject();
        return usable ? Optional.of(parts) : Optional.empty();
    }

    private boolean isComplete(Parts parts) {
        return documents.containsKey(resolve(parts.config))
                && parts.layers.stream().map(this::resolve).allMatch(layers::containsKey);
    }

    /**
     * @param seen what was read already: an index that names itself many times would be read for
     *     ever
     */
    private Optional<Parts> fromIndex(String name, int depth, Set<String> seen)
            throws ArchiveException {
        Optional<Parts> incomplete = Optional.empty();
        for (JsonNode descriptor : document(name).path("manifests")) {
            String blob = blob(descriptor);
            if (Attestations.isAttestation(descriptor)
                    || depth > DEEPEST_INDEX
                    || !documents.containsKey(blob)
                    || !seen.add(blob)) {
                continue;
            }
            JsonNode manifest = document(blob);
            Optional<Parts> found =
                    manifest.has("manifests")
                            ? fromIndex(blob, depth + 1, seen)
                            : Optional.of(fromManifest(manifest));
            if (found.isPresent() && isComplete(found.get())) {
                return found;
            }
            incomplete = incomplete.or(() -> found);
        }
        return incomplete;
    }

    private static Parts fromManifest(JsonNode manifest) {
        List<String> blobs = new ArrayList<>();
        manifest.path("layers").forEach(layer -> blobs.add(blob(layer)));
        return new Parts(blob(manifest.path("config")), blobs);
    }

    /** Returns the member that a descriptor names. */
    static String blob(JsonNode descriptor) {
        return "blobs/" + ImageConfigJson.text(descriptor, "digest").replaceFirst(":", "/");
    }

    private JsonNode document(String name) throws ArchiveException {
        return ImageConfigJson.parse(json, documents.get(resolve(name)), name);
    }
}
