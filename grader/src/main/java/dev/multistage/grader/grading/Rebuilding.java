package dev.multistage.grader.grading;

import dev.multistage.grader.check.DockerfileEvidence;
import dev.multistage.grader.check.Rebuild;
import dev.multistage.grader.check.RebuildEvidence;
import dev.multistage.grader.context.FileTree;
import dev.multistage.grader.context.FilteredContext;
import dev.multistage.grader.context.IgnoreRules;
import dev.multistage.grader.context.TreeEntry;
import dev.multistage.grader.docker.BuildResult;
import dev.multistage.grader.docker.BuildStep;
import dev.multistage.grader.docker.Engine;
import dev.multistage.grader.docker.EngineException;
import dev.multistage.grader.docker.Owner;
import dev.multistage.grader.dockerfile.Dockerfile;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Builds a submission again after edits that the grader makes in the context that it sends. */
final class Rebuilding implements RebuildEvidence {

    private static final int LONGEST_FILE = 10_000_000;

    /** Enough that no two grades make the same edit: a step that is known would be cached. */
    private static final int BLANKS = 64;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Engine engine;
    private final ImageBuilding building;
    private final String file;
    private final Dockerfile dockerfile;

    Rebuilding(Engine engine, ImageBuilding building, String file, Dockerfile dockerfile) {
        this.engine = engine;
        this.building = building;
        this.file = file;
        this.dockerfile = dockerfile;
    }

    @Override
    public DockerfileEvidence dockerfile() {
        return new DockerfileEvidence(file, dockerfile);
    }

    @Override
    public Rebuild afterEditing(String path, Set<Integer> lines) throws InterruptedException {
        String tag = Owner.newTag();
        try {
            StepWatch watch = new StepWatch(lines, System::nanoTime);
            BuildResult result = building.rebuild(tag, edited(building.context(), path), watch);
            return new Rebuild(steps(result.steps(), watch.running()), problem(result));
        } finally {
            engine.remove(tag);
        }
    }

    /**
     * Adds blank space to the end of a file: it changes the file's digest, and no language that
     * these exercises use, JSON included, minds it.
     */
    private static FilteredContext edited(FilteredContext context, String path) {
        FileTree tree = FileTree.EMPTY;
        for (TreeEntry entry : context.included()) {
            tree = tree.with(entry);
        }
        if (context.included().stream().anyMatch(entry -> entry.path().equals(path))) {
            String text = new String(tree.read(path, LONGEST_FILE), StandardCharsets.ISO_8859_1);
            tree =
                    tree.with(
                            TreeEntry.file(
                                            path,
                                            (text + "\n" + blanks() + "\n")
                                                    .getBytes(StandardCharsets.ISO_8859_1),
                                            tree.entry(path).orElseThrow().mode())
                                    .modifiedNow());
        }
        return FilteredContext.of(tree, IgnoreRules.none(), context.dockerfile());
    }

    private static String blanks() {
        StringBuilder blanks = new StringBuilder();
        for (int i = 0; i < BLANKS; i++) {
            blanks.append(RANDOM.nextBoolean() ? ' ' : '\t');
        }
        return blanks.toString();
    }

    /** Why the build ended early; trouble of the engine is thrown, for nobody is to blame. */
    private static String problem(BuildResult result) {
        if (!(result instanceof BuildResult.Failed failed)) {
            return "";
        }
        return switch (failed.reason()) {
            case STOPPED -> "";
            case ENGINE, BASE_UNAVAILABLE, UNSUPPORTED ->
                    throw new EngineException(
                            failed.message(), "Run it again. If it stays so: ./grade doctor");
            default -> failed.message();
        };
    }

    private static List<Rebuild.Step> steps(List<BuildStep> all, Set<Integer> running) {
        Map<String, BuildStep> byDigest = new HashMap<>();
        all.forEach(step -> byDigest.put(step.digest(), step));
        List<Rebuild.Step> steps = new ArrayList<>();
        for (BuildStep step : all) {
            if (!step.internal() && step.line() > 0) {
                steps.add(
                        new Rebuild.Step(
                                step.line(),
                                ran(step) || running.contains(step.line()),
                                step.cached(),
                                List.copyOf(changedBefore(step, byDigest)),
                                step.log()));
            }
        }
        return steps;
    }

    /** A step that was stopped counts as run: it had begun. */
    private static boolean ran(BuildStep step) {
        return !step.cached() && (!step.duration().isZero() || step.error() != null);
    }

    /** Returns the lines of all steps below this one that ran. */
    private static Set<Integer> changedBefore(BuildStep step, Map<String, BuildStep> byDigest) {
        Set<Integer> lines = new TreeSet<>();
        Set<String> seen = new HashSet<>();
        Deque<String> ahead = new ArrayDeque<>(step.inputs());
        while (!ahead.isEmpty()) {
            String digest = ahead.poll();
            BuildStep input = byDigest.get(digest);
            if (input != null && seen.add(digest)) {
                if (!input.internal() && input.line() > 0 && ran(input)) {
                    lines.add(input.line());
                }
                ahead.addAll(input.inputs());
            }
        }
        return lines;
    }
}
