package dev.multistage.grader.explain;

import dev.multistage.grader.context.TreeEntry;
import dev.multistage.grader.digest.Digest;
import dev.multistage.grader.dockerfile.BaseReference;
import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.dockerfile.Evaluation;
import dev.multistage.grader.dockerfile.Instruction;
import dev.multistage.grader.dockerfile.Keyword;
import dev.multistage.grader.dockerfile.Mount;
import dev.multistage.grader.dockerfile.Stage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Finds out what each instruction of a Dockerfile depends on. */
public final class BuildInputs {

    /** Larger build contexts are not read a second time: then no file is named. */
    private static final long LARGEST_CONTEXT = 200_000_000;

    private final Dockerfile dockerfile;
    private final Map<String, String> context = new TreeMap<>();

    private BuildInputs(Dockerfile dockerfile, List<TreeEntry> sent) {
        this.dockerfile = dockerfile;
        boolean small = sent.stream().mapToLong(TreeEntry::size).sum() <= LARGEST_CONTEXT;
        if (small) {
            for (TreeEntry entry : sent) {
                if (entry.kind() == TreeEntry.Kind.FILE || entry.kind() == TreeEntry.Kind.SYMLINK) {
                    context.put(entry.path(), digest(entry));
                }
            }
        }
    }

    /**
     * Returns the record of a build.
     *
     * @param file the Dockerfile's path, for reports
     * @param dockerfile what was built
     * @param sent the build context as it was sent
     * @param bases ids of the base images by name
     * @param imageId what was made
     */
    public static BuildRecord record(
            String file,
            Dockerfile dockerfile,
            List<TreeEntry> sent,
            Map<String, String> bases,
            String imageId) {
        BuildInputs inputs = new BuildInputs(dockerfile, sent);
        return new BuildRecord(
                imageId,
                file,
                dockerfile.text(),
                bases,
                dockerfile.stages().stream().map(inputs::stage).toList());
    }

    private BuildRecord.StageRecord stage(Stage stage) {
        Map<Instruction, Map<String, String>> variables = new HashMap<>();
        Evaluation evaluation = dockerfile.evaluate(stage);
        evaluation.walk((instruction, seen) -> variables.put(instruction, new HashMap<>(seen)));
        List<BuildRecord.Step> steps = new ArrayList<>();
        for (Instruction instruction : stage.instructions()) {
            Map<String, String> seen = variables.getOrDefault(instruction, Map.of());
            steps.add(
                    new BuildRecord.Step(
                            instruction.startLine(),
                            instruction.joined() + heredocs(instruction),
                            files(instruction, seen),
                            digests(seen)));
        }
        return new BuildRecord.StageRecord(base(stage), steps);
    }

    private static String base(Stage stage) {
        if (stage.base() instanceof BaseReference.ExternalImage image) {
            return image.reference().familiar();
        }
        return stage.base() instanceof BaseReference.StageBase below
                ? String.valueOf(below.index())
                : "";
    }

    private static String heredocs(Instruction instruction) {
        return instruction.heredocs().isEmpty() ? "" : "\n" + instruction.text();
    }

    private Map<String, String> files(Instruction instruction, Map<String, String> variables) {
        List<String> sources = new ArrayList<>();
        boolean copies =
                instruction.keyword() == Keyword.COPY || instruction.keyword() == Keyword.ADD;
        if (copies && instruction.flag("from").isEmpty()) {
            sources.addAll(instruction.sources());
        }
        for (Mount mount : instruction.mounts()) {
            if (mount.type().equals("bind") && mount.from().isEmpty()) {
                sources.add(mount.source().isEmpty() ? "." : mount.source());
            }
        }
        Map<String, String> files = new LinkedHashMap<>();
        for (String source : sources) {
            Optional<Pattern> pattern = pattern(expand(source, variables));
            context.forEach(
                    (path, digest) -> {
                        if (pattern.isPresent() && pattern.get().matcher(path).matches()) {
                            files.put(path, digest);
                        }
                    });
        }
        return files;
    }

    private String expand(String word, Map<String, String> variables) {
        try {
            return dockerfile.expand(word, variables).text();
        } catch (IllegalArgumentException cannotBeRead) {
            return word;
        }
    }

    /**
     * A path means itself and everything below it; {@code *} and {@code ?} do not cross slashes.
     */
    private static Optional<Pattern> pattern(String source) {
        if (source.contains("://")) {
            return Optional.empty();
        }
        StringBuilder regex = new StringBuilder();
        for (String part : source.split("/")) {
            if (!part.isEmpty() && !part.equals(".")) {
                regex.append(regex.length() == 0 ? "" : "/");
                for (char c : part.toCharArray()) {
                    regex.append(
                            switch (c) {
                                case '*' -> "[^/]*";
                                case '?' -> "[^/]";
                                default -> Pattern.quote(String.valueOf(c));
                            });
                }
            }
        }
        return Optional.of(
                Pattern.compile(regex.length() == 0 ? ".*" : regex + "(/.*)?", Pattern.DOTALL));
    }

    private static Map<String, String> digests(Map<String, String> values) {
        Map<String, String> digests = new TreeMap<>();
        values.forEach((name, value) -> digests.put(name, Digest.of(value).half()));
        return digests;
    }

    private static String digest(TreeEntry entry) {
        MessageDigest sha256 = Digest.sha256();
        sha256.update(
                (entry.kind() + " " + entry.mode() + " " + entry.linkTarget() + "\n")
                        .getBytes(StandardCharsets.UTF_8));
        try (InputStream in = new DigestInputStream(entry.content().open(), sha256)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Digest.of(sha256).half();
    }
}
