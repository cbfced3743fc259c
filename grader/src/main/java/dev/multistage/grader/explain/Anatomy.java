package dev.multistage.grader.explain;

import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.dockerfile.Flag;
import dev.multistage.grader.dockerfile.Keyword;
import dev.multistage.grader.dockerfile.Stage;
import dev.multistage.grader.image.AccountedFile;
import dev.multistage.grader.image.Accounting;
import dev.multistage.grader.image.Fate;
import dev.multistage.grader.image.Image;
import dev.multistage.grader.image.Layer;
import dev.multistage.grader.image.LayerBytes;
import dev.multistage.grader.image.Leftover;
import dev.multistage.grader.image.Leftovers;
import dev.multistage.grader.image.LiveFile;
import dev.multistage.grader.image.Origin;
import dev.multistage.grader.image.Origins;
import dev.multistage.grader.image.PathOrigin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An image taken apart: its accounts, its leftovers, and the line that each layer is charged to.
 */
public final class Anatomy {

    /** So many of the biggest files of each leftover are followed to where they were created. */
    static final int FOLLOWED = 5;

    private final Material material;
    private final Accounting accounting;
    private final Optional<Origins> origins;
    private final LayerLines lines;
    private final Leftovers leftovers;
    private final Map<String, AccountedFile> firstCopies = new HashMap<>();

    private Anatomy(
            Material material,
            Accounting accounting,
            Optional<Origins> origins,
            LayerLines lines,
            Leftovers leftovers) {
        this.material = material;
        this.accounting = accounting;
        this.origins = origins;
        this.lines = lines;
        this.leftovers = leftovers;
        for (AccountedFile file : accounting.files()) {
            if (file.fate() == Fate.SHADOWED_METADATA) {
                firstCopies.putIfAbsent(file.entry().path(), file);
            }
        }
    }

    /** Takes an image apart. */
    public static Anatomy of(Material material) {
        Image image = material.image();
        Accounting accounting = Accounting.of(image);
        Optional<Origins> origins =
                material.source()
                        .map(
                                built ->
                                        Origins.of(
                                                image,
                                                built.dockerfile(),
                                                built.stage(),
                                                material.baseDiffIds()));
        LayerLines lines =
                LayerLines.of(image, origins, material.source().map(Material.Source::dockerfile));
        Leftovers leftovers = Leftovers.of(accounting, lines::base, material.dev());
        return new Anatomy(material, accounting, origins, lines, leftovers);
    }

    /** Returns this with images of other stages, to follow files into. */
    public Anatomy withStages(Map<Stage, Image> stages) {
        return new Anatomy(material.withStages(stages), accounting, origins, lines, leftovers);
    }

    /** Returns this with the size of the packed layers above the base image. */
    public Anatomy withDownload(long bytes) {
        return new Anatomy(material.withDownload(bytes), accounting, origins, lines, leftovers);
    }

    /** Returns the image. */
    public Image image() {
        return material.image();
    }

    /** Returns the layers that do not belong to the base image; all of them if it is unknown. */
    public List<Layer> layersAboveBase() {
        return material.image().layers().stream()
                .filter(layer -> !lines.base(layer.index()))
                .toList();
    }

    /**
     * Returns a stage whose image is missing to tell where a leftover was created, or empty if
     * nothing more can be found out.
     */
    public Optional<Stage> stageToFollow() {
        return missingStages().findFirst();
    }

    private Stream<Stage> missingStages() {
        if (origins.isEmpty()) {
            return Stream.empty();
        }
        Dockerfile dockerfile = material.source().orElseThrow().dockerfile();
        return leftovers.own().stream()
                .filter(leftover -> !leftover.ofBase())
                .flatMap(leftover -> leftover.files().stream().limit(FOLLOWED))
                .flatMap(file -> copiedFrom(dockerfile, trace(first(file)).created()).stream());
    }

    private Optional<Stage> copiedFrom(Dockerfile dockerfile, PathOrigin created) {
        if (!(created.origin() instanceof Origin.Line made)
                || made.instruction().keyword() != Keyword.COPY) {
            return Optional.empty();
        }
        return made.instruction()
                .flag("from")
                .flatMap(Flag::value)
                .flatMap(dockerfile::stage)
                .filter(stage -> stage.index() < created.stage().index())
                .filter(stage -> !material.stages().containsKey(stage));
    }

    /**
     * Returns the entry that brought a file's content: a layer below may have it already, with
     * another owner, mode or time.
     */
    LiveFile first(LiveFile file) {
        AccountedFile first = firstCopies.get(file.entry().path());
        return first != null && first.entry().sha256().equals(file.entry().sha256())
                ? new LiveFile(first.entry(), first.layerIndex())
                : file;
    }

    /** Returns how a file got to its place; only where there is a Dockerfile. */
    PathOrigin trace(LiveFile file) {
        return origins.orElseThrow().explain(file, material.stages());
    }

    /** Explains the image. */
    public Explanation explain() {
        Explanation measured =
                new Explanation(
                        material.subject(),
                        totals(),
                        material.source().map(Material.Source::file).orElse(""),
                        lines.source(),
                        explainedLines(),
                        Remarks.of(this),
                        DirectoryTree.of(this).biggest(),
                        notes());
        return measured.with(material.advice());
    }

    private Totals totals() {
        LayerBytes all = accounting.total();
        long base = 0;
        for (int layer = 0; layer < accounting.layers().size(); layer++) {
            base += lines.base(layer) ? accounting.layers().get(layer).unpacked() : 0;
        }
        return new Totals(
                all.unpacked(),
                base,
                all.waste(),
                Leftovers.bytes(leftovers.own()),
                accounting.layers().size(),
                accounting.files().stream().filter(file -> !file.isWaste()).count(),
                material.downloadBytes());
    }

    private List<ExplainedLine> explainedLines() {
        Map<Integer, long[]> bytes = new HashMap<>();
        Map<Integer, Boolean> certain = new HashMap<>();
        for (int layer = 0; layer < accounting.layers().size(); layer++) {
            LayerBytes written = accounting.layers().get(layer);
            long[] sums = bytes.computeIfAbsent(lines.line(layer), any -> new long[3]);
            sums[0] += written.unpacked();
            sums[1] += written.waste();
            certain.merge(lines.line(layer), lines.certain(layer), Boolean::logicalAnd);
        }
        for (Leftover leftover : leftovers.own()) {
            bytes.get(lines.line(leftover.layerIndex()))[2] += leftover.bytes();
        }
        List<ExplainedLine> explained = new ArrayList<>();
        for (LayerLines.Text text : lines.texts()) {
            long[] sums = bytes.getOrDefault(text.line(), new long[3]);
            explained.add(
                    new ExplainedLine(
                            text.line(),
                            text.endLine(),
                            text.stage(),
                            text.shipped(),
                            text.instruction(),
                            sums[0],
                            sums[1],
                            sums[2],
                            certain.getOrDefault(text.line(), true),
                            material.runs().stream()
                                    .filter(run -> run.line() == text.line())
                                    .findFirst(),
                            material.misses().stream()
                                    .filter(miss -> miss.line() == text.line())
                                    .findFirst()));
        }
        return explained;
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>(material.notes());
        if (origins.isEmpty()) {
            notes.add(
                    "There is no Dockerfile to go by: the lines are the steps of the image's"
                            + " history, those of its base image among them. With -f Dockerfile they"
                            + " are told apart.");
        } else if (!lines.allCertain()) {
            notes.add(
                    "The image's history and the Dockerfile do not agree step for step: lines"
                            + " marked with ? are the best guess. Was the Dockerfile edited after the"
                            + " build, or the image built by another tool?");
        }
        if (material.subject().kind() == Subject.Kind.EXERCISE) {
            stageToFollow()
                    .ifPresent(
                            stage ->
                                    notes.add(
                                            "The stage of line "
                                                    + stage.startLine()
                                                    + " could not be built by itself, so the line"
                                                    + " is unknown that created what was copied"
                                                    + " from it."));
        }
        if (origins.isEmpty() && !lines.allCertain()) {
            notes.add(
                    "The history does not name one step for each layer: which step made which"
                            + " layer is a guess.");
        }
        return notes;
    }

    Material material() {
        return material;
    }

    Accounting accounting() {
        return accounting;
    }

    LayerLines lines() {
        return lines;
    }

    Leftovers leftovers() {
        return leftovers;
    }

    boolean hasDockerfile() {
        return origins.isPresent();
    }
}
