package dev.multistage.grader.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds the provenance of an image among the documents of an archive: an index names a manifest of
 * attestations beside the image's own.
 *
 * @see <a href="https://docs.docker.com/build/metadata/attestations/attestation-storage/">Docker,
 *     Attestation storage</a>
 */
final class Attestations {

    private static final String REFERENCE_TYPE = "vnd.docker.reference.type";
    private static final String REFERENCE = "vnd.docker.reference.digest";
    private static final String PREDICATE = "in-toto.io/predicate-type";
    private static final String PROVENANCE = "https://slsa.dev/provenance/";

    private final ObjectMapper json;
    private final Function<String, byte[]> documents;

    /** Digests of the layers of each image manifest whose config is the wanted one. */
    private final Map<String, List<String>> manifests = new HashMap<>();

    private final List<JsonNode> attestations = new ArrayList<>();

    /** An index that names itself many times would be read for ever. */
    private final Set<String> seen = new HashSet<>();

    /**
     * @param documents returns a member of the archive; null if there is none of this name
     */
    Attestations(ObjectMapper json, Function<String, byte[]> documents) {
        this.json = json;
        this.documents = documents;
    }

    /**
     * Returns the provenance of an image; whatever is odd about it counts as not there.
     *
     * @param config the member with the image's config
     */
    Optional<Provenance> provenance(String config) {
        document("index.json").ifPresent(index -> collect(index, config, 0));
        for (JsonNode attestation : attestations) {
            String of = attestation.path("annotations").path(REFERENCE).asText();
            if (manifests.containsKey(of)) {
                Optional<Provenance> found = read(attestation, manifests.get(of));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private void collect(JsonNode index, String config, int depth) {
        for (JsonNode descriptor : index.path("manifests")) {
            if (isAttestation(descriptor)) {
                attestations.add(descriptor);
                continue;
            }
            Optional<JsonNode> found =
                    seen.add(ArchiveContents.blob(descriptor))
                            ? document(ArchiveContents.blob(descriptor))
                            : Optional.empty();
            if (found.isEmpty()) {
                continue;
            }
            if (found.get().has("manifests")) {
                if (depth < ArchiveContents.DEEPEST_INDEX) {
                    collect(found.get(), config, depth + 1);
                }
            } else if (ArchiveContents.blob(found.get().path("config")).equals(config)) {
                List<String> layers = new ArrayList<>();
                found.get().path("layers").forEach(layer -> layers.add(digest(layer)));
                manifests.put(digest(descriptor), layers);
            }
        }
    }

    private Optional<Provenance> read(JsonNode attestation, List<String> layers) {
        Optional<JsonNode> manifest = document(ArchiveContents.blob(attestation));
        if (manifest.isEmpty()) {
            return Optional.empty();
        }
        for (JsonNode statement : manifest.get().path("layers")) {
            byte[] content = documents.apply(ArchiveContents.blob(statement));
            if (statement.path("annotations").path(PREDICATE).asText().startsWith(PROVENANCE)
                    && content != null
                    && Sha256.ofContent(content).reference().equals(digest(statement))) {
                return ProvenanceJson.read(json, content, layers);
            }
        }
        return Optional.empty();
    }

    private Optional<JsonNode> document(String name) {
        byte[] content = documents.apply(name);
        try {
            return content == null ? Optional.empty() : Optional.ofNullable(json.readTree(content));
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    /** Returns whether what an index names is no image, but says something of one. */
    static boolean isAttestation(JsonNode descriptor) {
        return descriptor.path("annotations").has(REFERENCE_TYPE);
    }

    private static String digest(JsonNode descriptor) {
        return descriptor.path("digest").asText();
    }
}
