package dev.multistage.grader.explain;

import dev.multistage.grader.dockerfile.BaseReference;
import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.dockerfile.Flag;
import dev.multistage.grader.dockerfile.Instruction;
import dev.multistage.grader.dockerfile.Stage;
import dev.multistage.grader.explain.BuildRecord.StageRecord;
import dev.multistage.grader.explain.BuildRecord.Step;
import dev.multistage.grader.explain.CacheMiss.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Says why instructions of a build were not taken from the build cache, by what the build before it
 * depended on. BuildKit itself gives no reason (github.com/moby/buildkit issues 2039 and 2567).
 */
public final class CacheReasons {

    private static final int MOST_NAMED = 3;
    private static final int LONGEST_QUOTE = 60;

    private final Dockerfile dockerfile;
    private final Optional<BuildRecord> before;
    private final BuildRecord now;
    private final Set<Integer> ran;

    private CacheReasons(
            Dockerfile dockerfile,
            Optional<BuildRecord> before,
            BuildRecord now,
            Set<Integer> ran) {
        this.dockerfile = dockerfile;
        this.before = before;
        this.now = now;
        this.ran = ran;
    }

    /**
     * Returns the reasons, in the order of the lines.
     *
     * @param before what the last build depended on
     * @param now what this one depended on
     * @param runs how this one ran its lines
     */
    public static List<CacheMiss> of(
            Dockerfile dockerfile,
            Optional<BuildRecord> before,
            BuildRecord now,
            List<LineRun> runs) {
        Set<Integer> ran =
                runs.stream()
                        .filter(run -> !run.cached())
                        .map(LineRun::line)
                        .collect(Collectors.toSet());
        return new CacheReasons(dockerfile, before, now, ran).all();
    }

    private List<CacheMiss> all() {
        List<CacheMiss> misses = new ArrayList<>();
        for (Stage stage : dockerfile.stages()) {
            List<Instruction> instructions = stage.instructions();
            for (int place = 0; place < instructions.size(); place++) {
                if (ran.contains(instructions.get(place).startLine())) {
                    misses.add(miss(stage, place));
                }
            }
        }
        return misses;
    }

    private CacheMiss miss(Stage stage, int place) {
        Instruction instruction = stage.instructions().get(place);
        int line = instruction.startLine();
        if (before.isEmpty()) {
            return of(line, Reason.FIRST_BUILD, "no earlier build is remembered here");
        }
        Optional<Integer> parent = ranBefore(stage, place);
        if (parent.isPresent()) {
            return of(
                    line,
                    Reason.PARENT_RAN,
                    "line " + parent.get() + " before it was not in the cache either");
        }
        return base(stage, line)
                .or(() -> text(stage, place, line))
                .or(() -> files(stage, place, line))
                .or(() -> otherStage(instruction, line))
                .or(() -> variables(stage, place, line))
                .orElseGet(
                        () ->
                                of(
                                        line,
                                        Reason.NOT_IN_CACHE,
                                        "nothing changed that can be seen; the engine no longer had"
                                                + " the result (a prune, or newer builds took its"
                                                + " place)"));
    }

    private static CacheMiss of(int line, Reason reason, String because) {
        return new CacheMiss(line, reason, because, List.of());
    }

    /** Returns the first line that ran again among those that this one stands on. */
    private Optional<Integer> ranBefore(Stage stage, int place) {
        if (stage.base() instanceof BaseReference.StageBase below) {
            Stage parent = dockerfile.stages().get(below.index());
            Optional<Integer> ranBelow = ranBefore(parent, parent.instructions().size());
            if (ranBelow.isPresent()) {
                return ranBelow;
            }
        }
        return stage.instructions().subList(0, place).stream()
                .map(Instruction::startLine)
                .filter(ran::contains)
                .findFirst();
    }

    private Optional<StageRecord> earlier(Stage stage) {
        List<StageRecord> stages = before.orElseThrow().stages();
        return stage.index() < stages.size()
                ? Optional.of(stages.get(stage.index()))
                : Optional.empty();
    }

    private Optional<CacheMiss> base(Stage stage, int line) {
        String name = now.stages().get(stage.index()).base();
        Optional<StageRecord> earlier = earlier(stage);
        if (earlier.isPresent() && !earlier.get().base().equals(name)) {
            return Optional.of(
                    of(
                            line,
                            Reason.BASE_CHANGED,
                            "line "
                                    + stage.startLine()
                                    + " starts from another image than at the last build"));
        }
        String id = now.bases().getOrDefault(name, "");
        String idBefore = before.orElseThrow().bases().getOrDefault(name, id);
        return id.equals(idBefore)
                ? Optional.empty()
                : Optional.of(
                        of(
                                line,
                                Reason.BASE_CHANGED,
                                "the image "
                                        + name
                                        + " of line "
                                        + stage.startLine()
                                        + " is a newer one than at the last build"));
    }

    private Optional<CacheMiss> text(Stage stage, int place, int line) {
        List<Step> here = now.stages().get(stage.index()).steps();
        List<Step> there = earlier(stage).map(StageRecord::steps).orElse(List.of());
        for (int at = 0; at <= place; at++) {
            String was = at < there.size() ? there.get(at).text() : "";
            if (!was.equals(here.get(at).text())) {
                return Optional.of(
                        of(line, Reason.INSTRUCTION_CHANGED, changed(here, there, at, place)));
            }
        }
        return Optional.empty();
    }

    private static String changed(List<Step> here, List<Step> there, int at, int place) {
        String text = here.get(at).text();
        boolean known = there.stream().anyMatch(step -> step.text().equals(text));
        String subject = at == place ? "the instruction" : "line " + here.get(at).line();
        if (known) {
            return at == place
                    ? "what stands before it changed"
                    : subject + " before it stood elsewhere at the last build";
        }
        boolean replaced =
                at < there.size()
                        && here.stream()
                                .noneMatch(step -> step.text().equals(there.get(at).text()));
        return replaced
                ? subject + " changed; it was: " + quote(there.get(at).text())
                : subject + " is new";
    }

    private static String quote(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE - 1) + "…";
    }

    private Optional<CacheMiss> files(Stage stage, int place, int line) {
        Map<String, String> files = step(now.stages().get(stage.index()), place).files();
        Map<String, String> were =
                earlier(stage).map(there -> step(there, place).files()).orElse(files);
        Map<String, String> words = new TreeMap<>();
        files.forEach(
                (path, digest) -> {
                    if (!digest.equals(were.getOrDefault(path, digest))) {
                        words.put(path, "changed");
                    } else if (!were.containsKey(path)) {
                        words.put(path, "is new");
                    }
                });
        were.keySet().stream()
                .filter(path -> !files.containsKey(path))
                .forEach(path -> words.put(path, "is gone"));
        if (words.isEmpty()) {
            return Optional.empty();
        }
        List<String> named = new ArrayList<>();
        words.forEach((path, what) -> named.add(path + " " + what));
        String because =
                String.join(", ", named.subList(0, Math.min(MOST_NAMED, named.size())))
                        + (named.size() > MOST_NAMED
                                ? " and " + (named.size() - MOST_NAMED) + " more files"
                                : "");
        return Optional.of(
                new CacheMiss(line, Reason.FILES_CHANGED, because, List.copyOf(words.keySet())));
    }

    private static Step step(StageRecord stage, int place) {
        return place < stage.steps().size()
                ? stage.steps().get(place)
                : new Step(0, "", Map.of(), Map.of());
    }

    private Optional<CacheMiss> otherStage(Instruction instruction, int line) {
        List<String> names = new ArrayList<>();
        instruction.flag("from").flatMap(Flag::value).ifPresent(names::add);
        instruction.mounts().stream().flatMap(mount -> mount.from().stream()).forEach(names::add);
        for (String name : names) {
            Optional<Stage> stage = dockerfile.stage(name);
            if (stage.isPresent() && stage.get().startLine() < line) {
                Optional<Integer> ranThere =
                        ranBefore(stage.get(), stage.get().instructions().size());
                if (ranThere.isPresent()) {
                    return Optional.of(
                            of(
                                    line,
                                    Reason.STAGE_RAN,
                                    "stage "
                                            + stage.get().label()
                                            + " ran again from line "
                                            + ranThere.get()
                                            + " on and gave other files"));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<CacheMiss> variables(Stage stage, int place, int line) {
        Map<String, String> values = step(now.stages().get(stage.index()), place).variables();
        Map<String, String> were =
                earlier(stage).map(there -> step(there, place).variables()).orElse(values);
        return values.entrySet().stream()
                .filter(each -> !each.getValue().equals(were.get(each.getKey())))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst()
                .map(
                        name ->
                                of(
                                        line,
                                        Reason.ARGUMENT_CHANGED,
                                        "the variable " + name + " has another value"));
    }
}
