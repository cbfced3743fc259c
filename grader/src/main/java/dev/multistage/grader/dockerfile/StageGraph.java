package dev.multistage.grader.dockerfile;

import dev.multistage.grader.dockerfile.BaseReference.ExternalImage;
import dev.multistage.grader.dockerfile.BaseReference.StageBase;
import dev.multistage.grader.dockerfile.ImageReference.InvalidReferenceException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which stage needs which. */
final class StageGraph {

    /** Something that an instruction takes files from: a stage or an image. */
    record Source(ImageUse.Kind kind, String word, Position position, Instruction user, int stage) {

        boolean isStage() {
            return stage >= 0;
        }
    }

    private static final int NONE = -1;

    private final List<Stage> stages;
    private final Map<String, Integer> byName = new HashMap<>();
    private final List<List<Source>> sources = new ArrayList<>();
    private final List<List<Source>> triggerSources = new ArrayList<>();

    StageGraph(List<Stage> stages) {
        this.stages = stages;
        for (Stage stage : stages) {
            // of stages with one name the last is found
            stage.name().ifPresent(name -> byName.put(name, stage.index()));
        }
        for (Stage stage : stages) {
            sources.add(readSources(stage));
            triggerSources.add(readTriggerSources(stage));
        }
    }

    Optional<Stage> byName(String name) {
        return Optional.ofNullable(byName.get(GoCharacters.lower(name))).map(stages::get);
    }

    Optional<Stage> byNumber(String number) {
        return GoNumbers.integer(number)
                .filter(index -> index >= 0 && index < stages.size())
                .map(stages::get);
    }

    /** Returns what the instructions of a stage take files from, in order. */
    List<Source> sources(Stage stage) {
        return sources.get(stage.index());
    }

    /**
     * Returns what the ONBUILD triggers of a stage take files from. They run in the stages on top
     * of it; they are kept here once, because many stages may stand on one with many triggers.
     */
    List<Source> triggerSources(Stage base) {
        return triggerSources.get(base.index());
    }

    private List<Source> readSources(Stage stage) {
        List<Source> found = new ArrayList<>();
        stage.instructions().forEach(instruction -> addSources(instruction, found));
        return List.copyOf(found);
    }

    private List<Source> readTriggerSources(Stage stage) {
        List<Source> found = new ArrayList<>();
        for (Instruction instruction : stage.instructions()) {
            instruction.trigger().ifPresent(trigger -> addSources(trigger, found));
        }
        return List.copyOf(found);
    }

    private void addSources(Instruction instruction, List<Source> found) {
        if (instruction.keyword() == Keyword.COPY) {
            instruction
                    .flag("from")
                    .filter(flag -> !flag.value().orElse("").isEmpty())
                    .ifPresent(flag -> found.add(copySource(instruction, flag)));
        }
        for (Mount mount : instruction.mounts()) {
            mount.from()
                    .ifPresent(
                            from ->
                                    found.add(
                                            new Source(
                                                    ImageUse.Kind.MOUNT,
                                                    from,
                                                    mount.position(),
                                                    instruction,
                                                    index(byName(from)))));
        }
    }

    private Source copySource(Instruction instruction, Flag flag) {
        String word = flag.value().orElseThrow();
        Optional<Stage> stage = GoNumbers.integer(word).isPresent() ? byNumber(word) : byName(word);
        return new Source(ImageUse.Kind.COPY, word, flag.start(), instruction, index(stage));
    }

    private static int index(Optional<Stage> stage) {
        return stage.map(Stage::index).orElse(NONE);
    }

    /** Returns the stages from the one on an external base (or on nothing) to the given one. */
    List<Stage> chain(Stage stage) {
        Deque<Stage> chain = new ArrayDeque<>();
        Stage current = stage;
        chain.addFirst(current);
        while (current.base() instanceof StageBase base) {
            // bases are always earlier stages, so this ends
            current = stages.get(base.index());
            chain.addFirst(current);
        }
        return List.copyOf(chain);
    }

    /** Returns the stages that a build of the given one runs, in the order of the file. */
    List<Stage> reachable(Stage target) {
        BitSet seen = new BitSet();
        BitSet seenTriggers = new BitSet();
        Deque<Integer> waiting = new ArrayDeque<>();
        seen.set(target.index());
        waiting.add(target.index());
        while (!waiting.isEmpty()) {
            Stage stage = stages.get(waiting.remove());
            List<Integer> needed = new ArrayList<>();
            addStages(sources(stage), needed);
            if (stage.base() instanceof StageBase base) {
                needed.add(base.index());
                if (!seenTriggers.get(base.index())) {
                    seenTriggers.set(base.index());
                    addStages(triggerSources.get(base.index()), needed);
                }
            }
            for (int index : needed) {
                if (!seen.get(index)) {
                    seen.set(index);
                    waiting.add(index);
                }
            }
        }
        return seen.stream().mapToObj(stages::get).toList();
    }

    private static void addStages(List<Source> sources, List<Integer> needed) {
        for (Source source : sources) {
            if (source.isStage()) {
                needed.add(source.stage());
            }
        }
    }

    /** Returns the images that a build of the stage needs from outside, each once, in order. */
    List<ImageUse> externalImages(Stage target) {
        Map<String, ImageUse> uses = new LinkedHashMap<>();
        BitSet seenTriggers = new BitSet();
        for (Stage stage : reachable(target)) {
            if (stage.base() instanceof ExternalImage base) {
                add(
                        uses,
                        new ImageUse(
                                ImageUse.Kind.FROM,
                                base.reference(),
                                base.asWritten(),
                                stage.from().position()));
            }
            if (stage.base() instanceof StageBase base && !seenTriggers.get(base.index())) {
                seenTriggers.set(base.index());
                addImages(triggerSources.get(base.index()), uses);
            }
            addImages(sources(stage), uses);
        }
        return List.copyOf(uses.values());
    }

    private static void addImages(List<Source> sources, Map<String, ImageUse> uses) {
        for (Source source : sources) {
            if (!source.isStage()) {
                external(source).ifPresent(use -> add(uses, use));
            }
        }
    }

    private static Optional<ImageUse> external(Source source) {
        boolean number =
                source.kind() == ImageUse.Kind.COPY && GoNumbers.integer(source.word()).isPresent();
        if (number || source.word().equals("scratch")) {
            return Optional.empty();
        }
        try {
            ImageReference reference = ImageReference.parse(source.word());
            return Optional.of(
                    new ImageUse(source.kind(), reference, source.word(), source.position()));
        } catch (InvalidReferenceException e) {
            return Optional.empty();
        }
    }

    private static void add(Map<String, ImageUse> uses, ImageUse use) {
        uses.putIfAbsent(use.reference().canonical(), use);
    }

    /**
     * Returns a source that closes a circle of stages, if there is one. Bases cannot: they are
     * earlier stages, and BuildKit does not count them.
     */
    Optional<Source> circle() {
        int[] state = new int[stages.size()];
        for (Stage stage : stages) {
            Optional<Source> found = visit(stage.index(), state);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Depth first with an own stack: 1 is on the path, 2 is done. */
    private Optional<Source> visit(int start, int[] state) {
        if (state[start] != 0) {
            return Optional.empty();
        }
        Deque<int[]> path = new ArrayDeque<>();
        path.push(new int[] {start, 0});
        state[start] = 1;
        while (!path.isEmpty()) {
            int[] top = path.peek();
            List<Source> needed = sources.get(top[0]);
            if (top[1] == needed.size()) {
                state[top[0]] = 2;
                path.pop();
                continue;
            }
            Source source = needed.get(top[1]++);
            if (!source.isStage()) {
                continue;
            }
            if (state[source.stage()] == 1) {
                return Optional.of(source);
            }
            if (state[source.stage()] == 0) {
                state[source.stage()] = 1;
                path.push(new int[] {source.stage(), 0});
            }
        }
        return Optional.empty();
    }
}
