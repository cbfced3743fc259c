package dev.multistage.grader.grading;

import dev.multistage.grader.context.ContextException;
import dev.multistage.grader.context.FileTree;
import dev.multistage.grader.docker.Engine;
import dev.multistage.grader.docker.ImageDescription;
import dev.multistage.grader.dockerfile.BaseReference;
import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.dockerfile.DockerfileSyntaxException;
import dev.multistage.grader.exercise.Submission;
import dev.multistage.grader.explain.Anatomy;
import dev.multistage.grader.explain.BuildRecord;
import dev.multistage.grader.explain.Explanation;
import dev.multistage.grader.explain.Material;
import dev.multistage.grader.explain.Subject;
import dev.multistage.grader.image.DevDependencies;
import dev.multistage.grader.image.Image;
import dev.multistage.grader.image.ImageArchive;
import dev.multistage.grader.image.LayerCache;
import dev.multistage.grader.image.ReadOptions;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes exercises, images and archives apart, so that they can be explained and compared. */
public final class Explainer {

    private final EngineSource engines;
    private final Path cache;
    private final boolean download;

    /**
     * @param engines where an engine comes from if one is needed
     * @param cache folder for what is worth keeping between runs
     */
    public Explainer(EngineSource engines, Path cache) {
        this(engines, cache, false);
    }

    private Explainer(EngineSource engines, Path cache, boolean download) {
        this.engines = engines;
        this.cache = cache;
        this.download = download;
    }

    /** Returns one that also works out how many bytes are downloaded, which takes its time. */
    public Explainer withDownload() {
        return new Explainer(engines, cache, true);
    }

    /**
     * What a person gives beside an image or archive.
     *
     * @param dockerfile the Dockerfile it was built from
     * @param context the directory it was built in, whose lock files tell development packages
     */
    public record Given(Optional<Path> dockerfile, Optional<Path> context) {

        /** Nothing. */
        public static final Given NOTHING = new Given(Optional.empty(), Optional.empty());
    }

    /**
     * Takes an archive apart; needs no engine.
     *
     * @param archive a file of {@code docker save} or an OCI layout, packed or not, or the
     *     directory of an OCI layout
     * @throws UnreadableException if it is no readable archive, or the Dockerfile is none
     */
    public Anatomy archive(String name, Path archive, Given given) {
        try {
            Anatomy anatomy = read(name, () -> image(archive), given);
            return download
                    ? PackedLayers.sum(anatomy, () -> openAgain(name, archive), LayerCache.NONE)
                    : anatomy;
        } catch (IOException | ContextException unreadable) {
            throw new UnreadableException(
                    name + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    /**
     * As {@link #archive(String, Path, Given)} for a stream, which is not closed.
     *
     * @throws UnreadableException also if the size of layers is asked for that are not packed
     */
    public Anatomy archive(String name, InputStream archive, Given given) {
        // Names in an archive prove nothing, so it is read whole each time: no cache would help.
        Anatomy anatomy = read(name, () -> ImageArchive.read(archive, LayerCache.NONE), given);
        try {
            return download
                    ? PackedLayers.sum(anatomy, () -> refuseSecondReading(name), LayerCache.NONE)
                    : anatomy;
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static InputStream openAgain(String name, Path archive) throws IOException {
        // a pipe has nothing more to give, and opening a named one waits for ever
        return Files.isRegularFile(archive) || Files.isDirectory(archive)
                ? open(archive)
                : refuseSecondReading(name);
    }

    private static InputStream refuseSecondReading(String name) {
        throw new UnreadableException(
                name + " can be read only once: for the download size, give the file's name.");
    }

    private interface ImageSource {
        Image read() throws IOException;
    }

    private static Anatomy read(String name, ImageSource archive, Given given) {
        Optional<Dockerfile> dockerfile = given.dockerfile().map(Explainer::parse);
        try {
            Image image = archive.read();
            Material material = Material.of(name, Subject.Kind.ARCHIVE, image);
            return apart(NotedDockerfile.in(material, dockerfile), given, dockerfile);
        } catch (IOException unreadable) {
            throw new UnreadableException(
                    name + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static Image image(Path archive) throws IOException {
        if (!Files.isDirectory(archive)) {
            return ImageArchive.read(archive, ReadOptions.DEFAULT);
        }
        try (InputStream layout = open(archive)) {
            return ImageArchive.read(layout, LayerCache.NONE);
        }
    }

    private static InputStream open(Path archive) throws IOException {
        return Files.isDirectory(archive)
                ? FileTree.of(archive).tar()
                : new FileInputStream(archive.toFile());
    }

    /**
     * Explains an image of the engine; empty if the engine has none of this name. One that was
     * explained before is not looked into again.
     */
    public Optional<Explanation> explanation(String name, Given given) throws InterruptedException {
        Optional<Dockerfile> dockerfile = given.dockerfile().map(Explainer::parse);
        Engine engine = engines.open();
        Optional<String> id = engine.describe(name).map(ImageDescription::id);
        Optional<ExplanationMemory.Place> place =
                id.map(image -> key(engine, image, dockerfile, given).with(name))
                        .flatMap(ExplanationMemory.in(cache)::place);
        Optional<Explanation> known = place.flatMap(ExplanationMemory.Place::find);
        if (known.isPresent()) {
            return known;
        }
        Optional<Explanation> explained = image(name, given).map(Anatomy::explain);
        if (explained.isPresent()
                && place.isPresent()
                && engine.describe(name).map(ImageDescription::id).equals(id)) {
            // and nobody gave the name to another image meanwhile
            place.get().store(explained.get());
        }
        return explained;
    }

    private ExplanationMemory.Key key(
            Engine engine, String imageId, Optional<Dockerfile> dockerfile, Given given) {
        ExplanationMemory.Key key = new ExplanationMemory.Key();
        key.with(imageId).with(Boolean.toString(download));
        dockerfile.ifPresent(
                text -> {
                    key.with(given.dockerfile().orElseThrow().toString());
                    key.with(text.text());
                    key.with(baseDiffIds(engine, text).toString());
                });
        manifests(given).forEach((file, content) -> key.with(file).with(content));
        return key;
    }

    /** Takes an image of the engine apart; empty if the engine has none of this name. */
    public Optional<Anatomy> image(String name, Given given) throws InterruptedException {
        Optional<Dockerfile> dockerfile = given.dockerfile().map(Explainer::parse);
        Engine engine = engines.open();
        if (engine.describe(name).isEmpty()) {
            return Optional.empty();
        }
        Material material =
                Material.of(name, Subject.Kind.IMAGE, ImageReading.of(engine, name, cache));
        if (dockerfile.isPresent()) {
            material = material.onBase(baseDiffIds(engine, dockerfile.get()));
        }
        Anatomy anatomy = apart(material, given, dockerfile);
        return Optional.of(download ? PackedLayers.sum(anatomy, engine, name, cache) : anatomy);
    }

    /**
     * Builds the image of a submission as a grade would, takes it apart and follows what is left
     * over into the stages it was copied from.
     *
     * @param name what to call it
     * @param file the Dockerfile, one of those that the exercise declares
     * @throws UnreadableException if it cannot be built for a reason that is the Dockerfile's
     */
    public Anatomy exercise(
            String name,
            Submission submission,
            String file,
            Options options,
            GradingListener listener)
            throws InterruptedException {
        return new ExerciseAnatomy(engines, submission, file, options, listener)
                .of(
                        name,
                        (engine, tag, anatomy) ->
                                download ? PackedLayers.sum(anatomy, engine, tag, cache) : anatomy);
    }

    /**
     * Takes apart what the last build made that was of another Dockerfile than the newest; empty if
     * there was none, or its layers are no longer remembered.
     */
    public Optional<Anatomy> attemptBefore(Submission submission, String file, Options options) {
        Optional<BuildRecord> record = BuildMemory.of(submission, file, options).attemptBefore();
        if (record.isEmpty()) {
            return Optional.empty();
        }
        return ImageArchive.fromCache(record.get().imageId(), ImageReading.layers(cache))
                .map(
                        image ->
                                Material.of(
                                                submission.exercise().id() + ", attempt before",
                                                Subject.Kind.EXERCISE,
                                                image)
                                        .builtFrom(
                                                record.get().file(),
                                                Dockerfile.parse(record.get().dockerfile()))
                                        .with(DevelopmentPackages.notedIn(image)))
                .map(Anatomy::of);
    }

    private static Anatomy apart(Material material, Given given, Optional<Dockerfile> dockerfile) {
        Material known = material.with(developmentPackages(material.image(), given));
        if (dockerfile.isPresent()) {
            String file = given.dockerfile().orElseThrow().toString();
            known =
                    known.builtFrom(file, dockerfile.get())
                            .advising(StaticAdvice.about(dockerfile.get(), file, Optional.empty()));
        }
        return Anatomy.of(known);
    }

    private static DevDependencies developmentPackages(Image image, Given given) {
        try {
            DevDependencies declared = DevelopmentPackages.of(manifests(given));
            return declared.equals(DevDependencies.NONE)
                    ? DevelopmentPackages.notedIn(image)
                    : declared;
        } catch (IOException unreadable) {
            throw unreadable(given.context().orElseThrow(), unreadable);
        }
    }

    private static Map<String, byte[]> manifests(Given given) {
        try {
            return given.context().isPresent()
                    ? DevelopmentPackages.manifests(given.context().get())
                    : Map.of();
        } catch (IOException unreadable) {
            throw unreadable(given.context().orElseThrow(), unreadable);
        }
    }

    private static UnreadableException unreadable(Path file, IOException reason) {
        return new UnreadableException(file + " cannot be read: " + reason.getMessage(), reason);
    }

    private static Dockerfile parse(Path file) {
        try {
            return Dockerfile.parse(Files.readAllBytes(file));
        } catch (DockerfileSyntaxException broken) {
            throw new UnreadableException(
                    file + ", line " + broken.line() + ": " + broken.getMessage(), broken);
        } catch (IOException unreadable) {
            throw unreadable(file, unreadable);
        }
    }

    /** Returns the layers of the base image of the last stage, if the engine has that image. */
    static List<String> baseDiffIds(Engine engine, Dockerfile dockerfile) {
        return dockerfile.chain(dockerfile.finalStage()).get(0).base()
                        instanceof BaseReference.ExternalImage external
                ? engine.describe(external.reference().familiar())
                        .map(ImageDescription::diffIds)
                        .orElse(List.of())
                : List.of();
    }
}
