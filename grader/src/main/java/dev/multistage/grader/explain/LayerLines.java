package dev.multistage.grader.explain;

import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.dockerfile.Instruction;
import dev.multistage.grader.dockerfile.Stage;
import dev.multistage.grader.image.HistoryEntry;
import dev.multistage.grader.image.Image;
import dev.multistage.grader.image.Origins;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which line each layer is charged to: a line of the Dockerfile, or else a step of the history. */
final class LayerLines {

    /** Longer histories come from no builder. */
    private static final int MOST_STEPS = 2_000;

    private static final int LONGEST_STEP = 1_000;

    /** What a line is before anything is known of its bytes. */
    record Text(int line, int endLine, String stage, boolean shipped, String instruction) {}

    private final int[] lines;
    private final boolean[] certain;
    private final boolean[] base;
    private final List<Text> texts;
    private final List<String> source;

    private LayerLines(int layers, List<Text> texts, List<String> source) {
        this.lines = new int[layers];
        this.certain = new boolean[layers];
        this.base = new boolean[layers];
        this.texts = texts;
        this.source = source;
    }

    static LayerLines of(Image image, Optional<Origins> origins, Optional<Dockerfile> dockerfile) {
        return origins.isPresent()
                ? ofDockerfile(image, origins.get(), dockerfile.orElseThrow())
                : ofHistory(image);
    }

    private static LayerLines ofDockerfile(Image image, Origins origins, Dockerfile dockerfile) {
        List<String> source = new ArrayList<>();
        for (int line = 1; line <= dockerfile.lines(); line++) {
            source.add(dockerfile.line(line));
        }
        Set<Stage> shipped = new HashSet<>(dockerfile.chain(origins.stage()));
        Map<Instruction, Stage> stages = new LinkedHashMap<>();
        for (Stage stage : dockerfile.stages()) {
            stages.put(stage.from(), stage);
            stage.instructions().forEach(instruction -> stages.put(instruction, stage));
        }
        List<Text> texts = new ArrayList<>();
        for (Instruction instruction : dockerfile.instructions()) {
            Optional<Stage> stage = Optional.ofNullable(stages.get(instruction));
            texts.add(
                    new Text(
                            instruction.startLine(),
                            instruction.endLine(),
                            stage.map(Stage::label).orElse(""),
                            stage.map(shipped::contains).orElse(false),
                            instruction.joined()));
        }
        LayerLines result = new LayerLines(image.layers().size(), texts, source);
        for (int layer = 0; layer < image.layers().size(); layer++) {
            result.lines[layer] = origins.chargedTo(layer).map(Instruction::startLine).orElse(0);
            result.certain[layer] = origins.layer(layer).certain();
            result.base[layer] = origins.isBase(layer);
        }
        return result;
    }

    private static LayerLines ofHistory(Image image) {
        List<HistoryEntry> history = image.config().history();
        List<Text> texts = new ArrayList<>();
        List<String> source = new ArrayList<>();
        List<Integer> steps = new ArrayList<>();
        for (int step = 0; step < Math.min(history.size(), MOST_STEPS); step++) {
            String text = words(history.get(step).createdBy());
            texts.add(new Text(step + 1, step + 1, "", true, text));
            source.add(text);
            if (!history.get(step).emptyLayer()) {
                steps.add(step + 1);
            }
        }
        int layers = image.layers().size();
        LayerLines result = new LayerLines(layers, texts, source);
        for (int layer = 0; layer < layers; layer++) {
            result.lines[layer] = layer < steps.size() ? steps.get(layer) : 0;
            result.certain[layer] = steps.size() == layers;
        }
        return result;
    }

    /** Returns a step without what builders wrap around it. */
    private static String words(String createdBy) {
        String text = createdBy.strip().replaceAll("\\s+", " ");
        text = text.replaceFirst(" # buildkit$", "");
        text = text.replaceFirst("^/bin/sh -c #\\(nop\\) *", "");
        text = text.replaceFirst("^/bin/sh -c ", "RUN ");
        text = text.replaceFirst("^RUN /bin/sh -c ", "RUN ");
        return text.length() > LONGEST_STEP ? text.substring(0, LONGEST_STEP) + "…" : text;
    }

    /** Returns the line that a layer is charged to, 0 if that is unknown. */
    int line(int layer) {
        return lines[layer];
    }

    boolean certain(int layer) {
        return certain[layer];
    }

    /** Returns whether a layer belongs to the base image. */
    boolean base(int layer) {
        return base[layer];
    }

    boolean allCertain() {
        for (boolean each : certain) {
            if (!each) {
                return false;
            }
        }
        return true;
    }

    /** Returns the instructions in the order of the file. */
    List<Text> texts() {
        return texts;
    }

    /** Returns the instruction that a layer is charged to. */
    Optional<Text> text(int layer) {
        return texts.stream().filter(text -> text.line() == lines[layer]).findFirst();
    }

    /** Returns the file, or the history, line by line. */
    List<String> source() {
        return source;
    }
}
