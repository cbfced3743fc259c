package dev.multistage.grader.check;

import dev.multistage.grader.digest.Digest;
import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.image.Accounting;
import dev.multistage.grader.image.ContentKind;
import dev.multistage.grader.image.DevDependencies;
import dev.multistage.grader.image.FileEntry;
import dev.multistage.grader.image.HistoryEntry;
import dev.multistage.grader.image.Image;
import dev.multistage.grader.image.ImageConfig;
import dev.multistage.grader.image.Layer;
import dev.multistage.grader.image.Leftovers;
import dev.multistage.grader.image.Origins;
import dev.multistage.grader.image.Secret;
import dev.multistage.grader.image.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes evidence for tests of checks: a Dockerfile and an image of one layer. */
final class Evidence {

    private String dockerfile = "FROM scratch\n";
    private String user = "";
    private List<String> entrypoint = List.of("/app");
    private Map<String, String> env = Map.of();
    private List<String> ports = List.of();
    private long growth;
    private Optional<ImageConfig.Healthcheck> healthcheck = Optional.empty();
    private List<Secret.Match> secrets = List.of();
    private final List<FileEntry> files = new ArrayList<>();
    private final Map<String, byte[]> kept = new LinkedHashMap<>();
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, byte[]> settings = new LinkedHashMap<>();
    private final List<HistoryEntry> steps = new ArrayList<>();

    static Evidence of(String dockerfile) {
        Evidence evidence = new Evidence();
        evidence.dockerfile = dockerfile;
        return evidence;
    }

    Evidence user(String name) {
        user = name;
        return this;
    }

    Evidence entrypoint(String... words) {
        entrypoint = List.of(words);
        return this;
    }

    Evidence env(String name, String value) {
        env = Map.of(name, value);
        return this;
    }

    Evidence exposes(int port) {
        ports = List.of(port + "/tcp");
        return this;
    }

    Evidence healthcheck(String... test) {
        healthcheck = Optional.of(new ImageConfig.Healthcheck(List.of(test), 30, 3, 60, 3));
        return this;
    }

    Evidence baseHasGrownBy(long bytes) {
        growth = bytes;
        return this;
    }

    Evidence file(String path, long size, ContentKind kind) {
        files.add(FileEntry.file(path, size, digest(path), kind));
        return this;
    }

    Evidence entry(FileEntry entry) {
        files.add(entry);
        return this;
    }

    Evidence text(String path, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        files.add(FileEntry.file(path, bytes.length, digest(bytes), ContentKind.Simple.TEXT));
        kept.put(path, bytes);
        return this;
    }

    Evidence source(String path, String content) {
        sources.put(path, digest(content.getBytes(StandardCharsets.UTF_8)).toString());
        return this;
    }

    Evidence secrets(List<Secret.Match> found) {
        secrets = found;
        return this;
    }

    Evidence setting(String path, String content) {
        settings.put(path, content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Adds a step that made no layer. */
    Evidence history(String createdBy) {
        steps.add(new HistoryEntry(createdBy, true, "buildkit.dockerfile.v0", ""));
        return this;
    }

    DockerfileEvidence dockerfile() {
        return new DockerfileEvidence("Dockerfile", Dockerfile.parse(dockerfile));
    }

    ImageEvidence image() {
        Dockerfile parsed = Dockerfile.parse(dockerfile);
        List<HistoryEntry> history = new ArrayList<>(steps);
        history.add(
                new HistoryEntry("COPY /app /app # buildkit", false, "buildkit.dockerfile.v0", ""));
        ImageConfig config =
                new ImageConfig(
                        user,
                        entrypoint,
                        List.of(),
                        env,
                        ports,
                        Map.of(),
                        "",
                        "",
                        healthcheck,
                        List.of(),
                        List.of(),
                        "linux",
                        "amd64",
                        history);
        Image image =
                new Image(
                        "sha256:" + "0".repeat(64),
                        config,
                        List.of(
                                new Layer(
                                        0,
                                        "sha256:" + "1".repeat(64),
                                        files,
                                        OptionalLong.empty(),
                                        kept)),
                        secrets);
        Accounting accounting = Accounting.of(image);
        Origins origins = Origins.of(image, parsed, parsed.finalStage());
        return new ImageEvidence(
                "Dockerfile",
                parsed,
                image,
                accounting,
                origins,
                Leftovers.of(accounting, origins, DevDependencies.NONE),
                new AppContract(
                        8080,
                        "/health",
                        "/version",
                        "n0nce",
                        "/upstream",
                        List.of("/data"),
                        Optional.of(new AppContract.Request("POST", "/break")),
                        List.of("/app", "/app/**")),
                growth,
                sources,
                settings);
    }

    private static Sha256 digest(String text) {
        return digest(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Sha256 digest(byte[] bytes) {
        return Sha256.parse(Digest.of(bytes).hex());
    }
}
