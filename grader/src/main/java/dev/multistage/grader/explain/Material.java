package dev.multistage.grader.explain;

import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.dockerfile.Stage;
import dev.multistage.grader.image.DevDependencies;
import dev.multistage.grader.image.Image;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an explanation is made from.
 *
 * @param subject what is explained
 * @param image the image
 * @param source what it was built from, if known
 * @param stages images of other stages of that Dockerfile, as far as they are known
 * @param baseDiffIds digests of the layers of the base image, lowest first; empty if unknown
 * @param dev the packages that the project declares for development
 * @param runs how the build ran the lines; empty if nothing was built
 * @param misses why lines were not in the build cache
 * @param downloadBytes the packed layers; empty if not asked for
 * @param advice what is said of the Dockerfile by its text alone
 * @param notes what a reader must know
 */
public record Material(
        Subject subject,
        Image image,
        Optional<Source> source,
        Map<Stage, Image> stages,
        List<String> baseDiffIds,
        DevDependencies dev,
        List<LineRun> runs,
        List<CacheMiss> misses,
        OptionalLong downloadBytes,
        List<Remark> advice,
        List<String> notes) {

    public Material {
        stages = Map.copyOf(stages);
        baseDiffIds = List.copyOf(baseDiffIds);
        runs = List.copyOf(runs);
        misses = List.copyOf(misses);
        advice = List.copyOf(advice);
        notes = List.copyOf(notes);
    }

    /** Returns what is known of an image by itself. */
    public static Material of(String name, Subject.Kind kind, Image image) {
        String platform = image.config().os() + "/" + image.config().architecture();
        return new Material(
                new Subject(name, kind, image.id(), platform),
                image,
                Optional.empty(),
                Map.of(),
                List.of(),
                DevDependencies.NONE,
                List.of(),
                List.of(),
                OptionalLong.empty(),
                List.of(),
                List.of());
    }

    /**
     * A Dockerfile and the stage of it that was built.
     *
     * @param file its name
     * @param dockerfile what it says
     * @param stage the stage that the image is
     */
    public record Source(String file, Dockerfile dockerfile, Stage stage) {}

    /** Returns this with the Dockerfile, whose last stage is the image. */
    public Material builtFrom(String file, Dockerfile dockerfile) {
        return builtFrom(new Source(file, dockerfile, dockerfile.finalStage()));
    }

    /** Returns this with the stage of a Dockerfile that the image is. */
    public Material builtFrom(Source built) {
        Draft draft = new Draft();
        draft.source = Optional.of(built);
        return draft.done();
    }

    /** Returns this with images of other stages. */
    public Material withStages(Map<Stage, Image> images) {
        Draft draft = new Draft();
        draft.stages = images;
        return draft.done();
    }

    /** Returns this with the layers of the base image. */
    public Material onBase(List<String> diffIds) {
        Draft draft = new Draft();
        draft.baseDiffIds = diffIds;
        return draft.done();
    }

    /** Returns this with the packages that the project declares for development. */
    public Material with(DevDependencies packages) {
        Draft draft = new Draft();
        draft.dev = packages;
        return draft.done();
    }

    /** Returns this with how a build ran the lines. */
    public Material withBuild(List<LineRun> lines, List<CacheMiss> missed) {
        Draft draft = new Draft();
        draft.runs = lines;
        draft.misses = missed;
        return draft.done();
    }

    /** Returns this with the size of the packed layers. */
    public Material withDownload(long bytes) {
        Draft draft = new Draft();
        draft.downloadBytes = OptionalLong.of(bytes);
        return draft.done();
    }

    /** Returns this with notes. */
    public Material noting(List<String> sentences) {
        Draft draft = new Draft();
        draft.notes = sentences;
        return draft.done();
    }

    /** Returns this with what is said of the Dockerfile by its text alone. */
    public Material advising(List<Remark> remarks) {
        Draft draft = new Draft();
        draft.advice = remarks;
        return draft.done();
    }

    /** A copy in which single components are replaced. */
    private final class Draft {
        private final Subject subject = Material.this.subject;
        private final Image image = Material.this.image;
        private Optional<Source> source = Material.this.source;
        private Map<Stage, Image> stages = Material.this.stages;
        private List<String> baseDiffIds = Material.this.baseDiffIds;
        private DevDependencies dev = Material.this.dev;
        private List<LineRun> runs = Material.this.runs;
        private List<CacheMiss> misses = Material.this.misses;
        private OptionalLong downloadBytes = Material.this.downloadBytes;
        private List<Remark> advice = Material.this.advice;
        private List<String> notes = Material.this.notes;

        Material done() {
            return new Material(
                    subject,
                    image,
                    source,
                    stages,
                    baseDiffIds,
                    dev,
                    runs,
                    misses,
                    downloadBytes,
                    advice,
                    notes);
        }
    }
}
