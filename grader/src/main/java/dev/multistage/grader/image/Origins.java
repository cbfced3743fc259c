package dev.multistage.grader.image;

import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.dockerfile.Instruction;
import dev.multistage.grader.dockerfile.Stage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which instruction of a Dockerfile made which layer of an image, and with it which bytes. */
public final class Origins {

    private final Image image;
    private final Dockerfile dockerfile;
    private final Stage stage;
    private final List<Origin> layers;

    private Origins(Image image, Dockerfile dockerfile, Stage stage, List<Origin> layers) {
        this.image = image;
        this.dockerfile = dockerfile;
        this.stage = stage;
        this.layers = List.copyOf(layers);
    }

    /**
     * Finds the origins of an image's layers.
     *
     * @param image the image that was built
     * @param dockerfile the Dockerfile that it was built from
     * @param stage the stage that was built
     */
    public static Origins of(Image image, Dockerfile dockerfile, Stage stage) {
        return of(image, dockerfile, stage, List.of());
    }

    /**
     * Finds the origins of an image's layers where the base image is known.
     *
     * @param baseDiffIds digests of the layers of the base image, lowest first; empty if unknown
     */
    public static Origins of(
            Image image, Dockerfile dockerfile, Stage stage, List<String> baseDiffIds) {
        List<Instruction> instructions = dockerfile.evaluate(stage).executed();
        List<HistoryEntry> history = image.config().history();
        HistoryAlignment alignment = HistoryAlignment.of(history, instructions);
        List<Integer> steps = new ArrayList<>();
        for (int step = 0; step < history.size(); step++) {
            if (!history.get(step).emptyLayer()) {
                steps.add(step);
            }
        }
        boolean counted = steps.size() == image.layers().size();
        boolean knownBase = !baseDiffIds.isEmpty() && startsWith(image.diffIds(), baseDiffIds);
        List<Origin> layers = new ArrayList<>();
        for (int layer = 0; layer < image.layers().size(); layer++) {
            Optional<Origin> noted =
                    noted(image, dockerfile, layer)
                            .flatMap(lines -> origin(lines, dockerfile, stage, instructions));
            if (knownBase && layer < baseDiffIds.size()) {
                layers.add(new Origin.BaseImage(true));
            } else if (noted.isPresent()) {
                layers.add(noted.get());
            } else if (layer >= steps.size()) {
                layers.add(new Origin.Unknown());
            } else {
                int step = steps.get(layer);
                boolean certain = counted && alignment.certain(step);
                layers.add(origin(alignment.instruction(step), certain, instructions));
            }
        }
        return new Origins(image, dockerfile, stage, layers);
    }

    /** Returns what the builder noted of a layer, if it read this very Dockerfile. */
    private static Optional<Provenance.Lines> noted(Image image, Dockerfile dockerfile, int layer) {
        return image.provenance()
                .filter(noted -> noted.layers().size() == image.layers().size())
                .filter(noted -> noted.dockerfile().equals(dockerfile.text()))
                .flatMap(noted -> noted.layers().get(layer));
    }

    private static Optional<Origin> origin(
            Provenance.Lines lines,
            Dockerfile dockerfile,
            Stage stage,
            List<Instruction> instructions) {
        if (dockerfile.chain(stage).get(0).from().startLine() == lines.first()) {
            return Optional.of(new Origin.BaseImage(true));
        }
        List<Instruction> there =
                instructions.stream()
                        .filter(instruction -> instruction.startLine() == lines.first())
                        .toList();
        // a line with triggers of ONBUILD has several instructions
        return there.size() == 1
                ? Optional.of(new Origin.Line(there.get(0), true))
                : Optional.empty();
    }

    private static boolean startsWith(List<String> whole, List<String> start) {
        return whole.size() >= start.size() && whole.subList(0, start.size()).equals(start);
    }

    private static Origin origin(int place, boolean certain, List<Instruction> instructions) {
        return switch (place) {
            case HistoryAlignment.BASE -> new Origin.BaseImage(certain);
            case HistoryAlignment.UNKNOWN -> new Origin.Unknown();
            default -> new Origin.Line(instructions.get(place), certain);
        };
    }

    /** Returns the image. */
    public Image image() {
        return image;
    }

    /** Returns the stage that was built. */
    public Stage stage() {
        return stage;
    }

    /** Returns the origin of each layer, lowest first. */
    public List<Origin> layers() {
        return layers;
    }

    /** Returns the origin of a layer. */
    public Origin layer(int index) {
        return layers.get(index);
    }

    /** Returns whether all origins are certain. */
    public boolean certain() {
        return layers.stream().allMatch(Origin::certain);
    }

    /** Returns whether a layer belongs to the image that the Dockerfile starts from. */
    public boolean isBase(int layer) {
        return layers.get(layer) instanceof Origin.BaseImage;
    }

    /** Returns the line that a layer is charged to: that of FROM for layers of the base image. */
    public Optional<Instruction> chargedTo(int layer) {
        Origin origin = layers.get(layer);
        if (origin instanceof Origin.Line line) {
            return Optional.of(line.instruction());
        }
        return origin instanceof Origin.BaseImage ? Optional.of(baseFrom()) : Optional.empty();
    }

    /** Returns the FROM that names the external base image, at the end of the chain of stages. */
    public Instruction baseFrom() {
        return dockerfile.chain(stage).get(0).from();
    }

    /**
     * Returns the bytes of every instruction that the image was built with, in the order of the
     * file, also of those that wrote nothing. What cannot be told is in {@link #unknown()}.
     */
    public List<LineBytes> bytesPerLine(Accounting accounting) {
        Map<Instruction, LayerBytes> bytes = new LinkedHashMap<>();
        for (Stage part : dockerfile.chain(stage)) {
            bytes.put(part.from(), LayerBytes.NONE);
            part.instructions().forEach(instruction -> bytes.put(instruction, LayerBytes.NONE));
        }
        for (int layer = 0; layer < layers.size(); layer++) {
            LayerBytes written = accounting.layers().get(layer);
            chargedTo(layer).ifPresent(line -> bytes.merge(line, written, LayerBytes::plus));
        }
        return lines(bytes);
    }

    /** As {@link #bytesPerLine(Accounting)}, working out the accounts. */
    public List<LineBytes> bytesPerLine() {
        return bytesPerLine(Accounting.of(image));
    }

    /** A trigger is an instruction of its own on the line of its ONBUILD: both make one line. */
    private static List<LineBytes> lines(Map<Instruction, LayerBytes> bytes) {
        Map<Integer, LineBytes> lines = new java.util.TreeMap<>();
        bytes.forEach(
                (instruction, written) -> {
                    int line = instruction.startLine();
                    LineBytes before = lines.get(line);
                    LineBytes now =
                            LineBytes.of(
                                    line, instruction.endLine(), instruction.joined(), written);
                    lines.put(line, before == null ? now : before.plus(now));
                });
        return List.copyOf(lines.values());
    }

    /** Returns the bytes of layers whose origin is unknown. */
    public LayerBytes unknown(Accounting accounting) {
        LayerBytes unknown = LayerBytes.NONE;
        for (int layer = 0; layer < layers.size(); layer++) {
            if (layers.get(layer) instanceof Origin.Unknown) {
                unknown = unknown.plus(accounting.layers().get(layer));
            }
        }
        return unknown;
    }

    /** Returns where a path of the image comes from, or empty if there is nothing. */
    public Optional<PathOrigin> explain(String path) {
        return explain(path, Map.of());
    }

    /**
     * Returns where a path of the image comes from, followed through {@code COPY --from}.
     *
     * @param stages images of other stages of the same Dockerfile, as far as they are known
     */
    public Optional<PathOrigin> explain(String path, Map<Stage, Image> stages) {
        LiveFile there = image.files().get(path);
        Optional<LiveFile> file = there != null ? Optional.of(there) : image.file(path);
        return file.map(found -> new StageTrace(dockerfile, stages).explain(this, found));
    }

    /** As {@link #explain(String, Map)} for an entry that a later layer may hide. */
    public PathOrigin explain(LiveFile file, Map<Stage, Image> stages) {
        return new StageTrace(dockerfile, stages).explain(this, file);
    }
}
