package dev.multistage.grader.image;

import dev.multistage.grader.digest.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** Puts layers together to image archives, in each form that engines write. */
public final class ArchiveBuilder {

    private final List<byte[]> layers = new ArrayList<>();
    private final List<byte[]> packed = new ArrayList<>();
    private String config = "\"config\":{}";
    private String history = "";
    private byte[] provenance = new byte[0];

    public ArchiveBuilder layer(TarBuilder tar) {
        return layer(tar.build());
    }

    public ArchiveBuilder layer(byte[] unpacked) {
        return layer(unpacked, unpacked);
    }

    public ArchiveBuilder layer(byte[] unpacked, byte[] stored) {
        layers.add(unpacked);
        packed.add(stored);
        return this;
    }

    /** The {@code "config": {…}} member of the config document. */
    public ArchiveBuilder config(String member) {
        config = member;
        return this;
    }

    /** Steps of the history, {@code ~} in front of those that made no layer. */
    public ArchiveBuilder history(String... createdBy) {
        history =
                ",\"history\":["
                        + List.of(createdBy).stream()
                                .map(
                                        step ->
                                                step.startsWith("~")
                                                        ? "{\"empty_layer\":true,\"created_by\":\""
                                                                + step.substring(1)
                                                                + "\"}"
                                                        : "{\"created_by\":\"" + step + "\"}")
                                .collect(Collectors.joining(","))
                        + "]";
        return this;
    }

    /**
     * Provenance as BuildKit writes it into OCI layouts with {@code mode=max}; comes after the
     * layers.
     *
     * @param lines the line of the Dockerfile that made each layer, lowest first
     */
    public ArchiveBuilder provenance(String dockerfile, int... lines) {
        List<String> locations = new ArrayList<>();
        List<String> chains = new ArrayList<>();
        for (int i = 0; i < lines.length; i++) {
            locations.add(
                    "\"step%d\":{\"locations\":[{\"ranges\":[{\"start\":{\"line\":%2$d},\"end\":{\"line\":%2$d}}]}]}"
                            .formatted(i, lines[i]));
            chains.add(
                    "\"step%d:0\":[[%s]]"
                            .formatted(
                                    i,
                                    packed.subList(0, i + 1).stream()
                                            .map(ArchiveBuilder::descriptor)
                                            .collect(Collectors.joining(","))));
        }
        String text =
                Base64.getEncoder().encodeToString(dockerfile.getBytes(StandardCharsets.UTF_8));
        provenance =
                ("{\"predicateType\":\"https://slsa.dev/provenance/v1\",\"predicate\":{\"runDetails\":"
                                + "{\"metadata\":{\"buildkit_metadata\":{\"source\":{\"infos\":[{\"filename\":"
                                + "\"Dockerfile\",\"data\":\""
                                + text
                                + "\"}],\"locations\":{"
                                + String.join(",", locations)
                                + "}},\"layers\":{"
                                + String.join(",", chains)
                                + "}}}}}}")
                        .getBytes(StandardCharsets.UTF_8);
        return this;
    }

    public byte[] configDocument() {
        String diffIds =
                layers.stream()
                        .map(layer -> "\"sha256:" + hex(layer) + "\"")
                        .collect(Collectors.joining(","));
        return ("{\"architecture\":\"amd64\",\"os\":\"linux\","
                        + config
                        + history
                        + ",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":["
                        + diffIds
                        + "]}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** As engines before 25 write it: a directory for each layer, documents at the end. */
    public byte[] docker() {
        TarBuilder tar = new TarBuilder();
        for (int i = 0; i < layers.size(); i++) {
            tar.directory(i + "f").file(i + "f/VERSION", "1.0").file(i + "f/json", "{}");
            tar.file(i + "f/layer.tar", packed.get(i));
        }
        String id = hex(configDocument());
        tar.file(id + ".json", configDocument());
        tar.file("manifest.json", manifest(id + ".json", "%df/layer.tar"));
        return tar.file("repositories", "{}").build();
    }

    String manifest(String configName, String layerName) {
        String names =
                IntStream.range(0, layers.size())
                        .mapToObj(i -> "\"" + String.format(layerName, i) + "\"")
                        .collect(Collectors.joining(","));
        return "[{\"Config\":\""
                + configName
                + "\",\"RepoTags\":[\"t:1\"],\"Layers\":["
                + names
                + "]}]";
    }

    /** An OCI layout, with an attestation beside the image as BuildKit writes one. */
    public byte[] oci() {
        return oci(new TarBuilder()).build();
    }

    /** As engines from 25 on write it: an OCI layout that also has a {@code manifest.json}. */
    public byte[] both() {
        String names =
                packed.stream()
                        .map(layer -> "\"blobs/sha256/" + hex(layer) + "\"")
                        .collect(Collectors.joining(","));
        String config = "blobs/sha256/" + hex(configDocument());
        return oci(new TarBuilder())
                .file(
                        "manifest.json",
                        "[{\"Config\":\"" + config + "\",\"Layers\":[" + names + "]}]")
                .build();
    }

    private TarBuilder oci(TarBuilder tar) {
        String statement =
                descriptor(provenance)
                        .replace(
                                "}",
                                ",\"annotations\":{\"in-toto.io/predicate-type\":"
                                        + "\"https://slsa.dev/provenance/v1\"}}");
        byte[] attestation =
                ("{\"schemaVersion\":2,\"layers\":["
                                + (provenance.length == 0 ? "" : statement)
                                + "]}")
                        .getBytes(StandardCharsets.UTF_8);
        byte[] image =
                ("{\"schemaVersion\":2,\"config\":"
                                + descriptor(configDocument())
                                + ",\"layers\":["
                                + packed.stream()
                                        .map(ArchiveBuilder::descriptor)
                                        .collect(Collectors.joining(","))
                                + "]}")
                        .getBytes(StandardCharsets.UTF_8);
        byte[] nested =
                ("{\"schemaVersion\":2,\"manifests\":["
                                + descriptor(attestation)
                                        .replace(
                                                "}",
                                                ",\"annotations\":{\"vnd.docker.reference.type\":"
                                                        + "\"attestation-manifest\","
                                                        + "\"vnd.docker.reference.digest\":"
                                                        + "\"sha256:"
                                                        + hex(image)
                                                        + "\"}}")
                                + ","
                                + descriptor(image)
                                + "]}")
                        .getBytes(StandardCharsets.UTF_8);
        tar.directory("blobs").directory("blobs/sha256");
        for (byte[] layer : packed) {
            blob(tar, layer);
        }
        blob(tar, configDocument());
        blob(tar, attestation);
        if (provenance.length > 0) {
            blob(tar, provenance);
        }
        blob(tar, nested);
        tar.file("index.json", "{\"manifests\":[" + descriptor(nested) + "]}");
        tar.file("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}");
        return blob(tar, image);
    }

    private static TarBuilder blob(TarBuilder tar, byte[] content) {
        return tar.file("blobs/sha256/" + hex(content), content);
    }

    private static String descriptor(byte[] content) {
        return "{\"digest\":\"sha256:" + hex(content) + "\",\"size\":" + content.length + "}";
    }

    public Image read() throws IOException {
        return BothWays.read(docker(), ReadOptions.DEFAULT);
    }

    /** Reads an image of these layers. */
    public static Image image(TarBuilder... layers) {
        ArchiveBuilder archive = new ArchiveBuilder();
        for (TarBuilder layer : layers) {
            archive.layer(layer);
        }
        try {
            return archive.read();
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
    }

    public static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
        return out.toByteArray();
    }

    static String hex(byte[] content) {
        return Digest.of(content).hex();
    }
}
