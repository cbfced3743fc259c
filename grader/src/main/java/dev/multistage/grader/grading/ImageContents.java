package dev.multistage.grader.grading;

import dev.multistage.grader.base.ResolvedBase;
import dev.multistage.grader.check.AppContract;
import dev.multistage.grader.check.ImageEvidence;
import dev.multistage.grader.digest.Digest;
import dev.multistage.grader.docker.BuildResult;
import dev.multistage.grader.docker.BuildStep;
import dev.multistage.grader.docker.Engine;
import dev.multistage.grader.docker.ImageDescription;
import dev.multistage.grader.dockerfile.BaseReference;
import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.exercise.Declaration;
import dev.multistage.grader.exercise.DeclarationException;
import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.exercise.Submission;
import dev.multistage.grader.explain.DirectoryBytes;
import dev.multistage.grader.image.Accounting;
import dev.multistage.grader.image.DevDependencies;
import dev.multistage.grader.image.Image;
import dev.multistage.grader.image.Layer;
import dev.multistage.grader.image.Leftovers;
import dev.multistage.grader.image.LineBytes;
import dev.multistage.grader.image.Origins;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is in the image of one Dockerfile of a submission: evidence for checks, and for reports. */
final class ImageContents {

    /** A base that has grown by more is another image: a learner is not given all of that. */
    private static final double MOST_GROWTH = 0.2;

    private final Engine engine;
    private final Exercise exercise;
    private final Declaration declaration;
    private final Options options;
    private final String file;
    private final Dockerfile dockerfile;
    private final Map<String, byte[]> shipped;

    ImageContents(
            Engine engine,
            Submission submission,
            Options options,
            String file,
            Dockerfile dockerfile) {
        this.engine = engine;
        this.exercise = submission.exercise();
        this.declaration = exercise.declaration();
        this.options = options;
        this.file = file;
        this.dockerfile = dockerfile;
        this.shipped = shipped(exercise, options.nonce());
    }

    /** Returns the image as evidence for checks. */
    ImageEvidence evidence(Image image) {
        Origins origins = Origins.of(image, dockerfile, dockerfile.finalStage());
        Map<String, String> sources = new LinkedHashMap<>();
        shipped.forEach((name, content) -> sources.put(name, Digest.of(content).hex()));
        Map<String, byte[]> dependencies = new LinkedHashMap<>(shipped);
        dependencies
                .keySet()
                .removeIf(
                        name ->
                                !DevelopmentPackages.isManifest(name)
                                        && !name.matches("\\.env(\\.[a-z]+)?"));
        Accounting accounting = Accounting.of(image);
        Leftovers leftovers = Leftovers.of(accounting, origins, developmentPackages());
        return new ImageEvidence(
                file,
                dockerfile,
                image,
                accounting,
                origins,
                leftovers,
                new AppContract(
                        declaration.port(),
                        declaration.health(),
                        declaration.nonce() == null ? "" : declaration.nonce().endpoint(),
                        options.nonce(),
                        declaration.tls() == null ? "" : declaration.tls().endpoint(),
                        declaration.writable(),
                        Optional.ofNullable(declaration.breaks())
                                .map(b -> new AppContract.Request(b.method(), b.path())),
                        declaration.runtimeFiles()),
                baseGrowth(image),
                sources,
                dependencies);
    }

    /**
     * Returns by how many unpacked bytes the final stage's base is larger here than when the
     * exercise was calibrated; 0 for scratch and for bases that the exercise does not know.
     */
    private long baseGrowth(Image image) {
        BaseReference base = dockerfile.chain(dockerfile.finalStage()).get(0).base();
        if (!(base instanceof BaseReference.ExternalImage external)) {
            return 0;
        }
        Map<String, Long> calibrated = declaration.bases().get(external.reference().familiar());
        String platform = engine.info().platform();
        if (calibrated == null || !calibrated.containsKey(platform)) {
            return 0;
        }
        Optional<ImageDescription> description = engine.describe(external.reference().familiar());
        if (description.isEmpty()) {
            return 0;
        }
        int layers = description.get().diffIds().size();
        long here = image.layers().stream().limit(layers).mapToLong(Layer::unpackedBytes).sum();
        long growth = here - calibrated.get(platform);
        long most = Math.round(MOST_GROWTH * calibrated.get(platform));
        return Math.min(most, Math.max(0, growth));
    }

    /** Returns what the report says of the image. */
    GradedImage graded(ImageEvidence evidence, List<ResolvedBase> resolved, BuildResult result) {
        List<GradedImage.Line> lines = new ArrayList<>();
        for (LineBytes line : evidence.origins().bytesPerLine(evidence.accounting())) {
            Optional<BuildStep> step =
                    result.steps().stream()
                            .filter(s -> !s.internal() && s.line() == line.line())
                            .findFirst();
            lines.add(
                    new GradedImage.Line(
                            line.line(),
                            line.instruction(),
                            step.map(BuildStep::cached).orElse(false),
                            step.map(s -> s.duration().toMillis() / 1e3).orElse(0.0),
                            line.unpackedBytes(),
                            line.wasteBytes(),
                            leftoverBytes(evidence, line.line())));
        }
        return new GradedImage(
                file,
                evidence.image().id(),
                evidence.image().unpackedBytes(),
                exercise.measurements().on(engine.info().platform()).starter(file),
                resolved.stream()
                        .map(
                                base ->
                                        new GradedImage.Base(
                                                base.reference(),
                                                base.digest(),
                                                base.standIn(),
                                                base.origin()))
                        .toList(),
                lines,
                DirectoryBytes.biggest(evidence.accounting(), evidence.origins()).stream()
                        .map(DirectoryBytes::brief)
                        .toList());
    }

    private static long leftoverBytes(ImageEvidence evidence, int line) {
        return Leftovers.bytes(
                evidence.leftovers().own().stream()
                        .filter(
                                leftover ->
                                        evidence.origins()
                                                .chargedTo(leftover.layerIndex())
                                                .map(made -> made.startLine() == line)
                                                .orElse(false))
                        .toList());
    }

    private Map<String, byte[]> manifests() {
        Map<String, byte[]> manifests = new LinkedHashMap<>(shipped);
        manifests.keySet().removeIf(name -> !DevelopmentPackages.isManifest(name));
        return manifests;
    }

    /** Returns the packages that the app declares for development only. */
    DevDependencies developmentPackages() {
        try {
            return DevelopmentPackages.of(manifests());
        } catch (IOException broken) {
            throw new DeclarationException(exercise.path() + "/app", 0, broken.getMessage());
        }
    }

    /** Reads the app's files that are not the learner's, by name, once for all that needs them. */
    private static Map<String, byte[]> shipped(Exercise exercise, String nonce) {
        Map<String, byte[]> shipped = new LinkedHashMap<>();
        String app = exercise.path() + "/app/";
        for (String path : exercise.files().list(app)) {
            String name = path.substring(app.length());
            if (!exercise.declaration().editable().contains(name)) {
                byte[] content = exercise.files().read(path).orElseThrow();
                shipped.put(name, SubmissionContext.planted(exercise, name, content, nonce));
            }
        }
        return shipped;
    }
}
