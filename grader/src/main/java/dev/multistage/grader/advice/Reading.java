package dev.multistage.grader.advice;

import dev.multistage.grader.context.FilteredContext;
import dev.multistage.grader.dockerfile.BaseReference;
import dev.multistage.grader.dockerfile.BaseReference.ExternalImage;
import dev.multistage.grader.dockerfile.BaseReference.Scratch;
import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.dockerfile.ImageReference;
import dev.multistage.grader.dockerfile.Instruction;
import dev.multistage.grader.dockerfile.Keyword;
import dev.multistage.grader.dockerfile.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A Dockerfile, gone through once for all rules. */
final class Reading {

    private final Dockerfile dockerfile;
    private final Optional<FilteredContext> context;
    private final Suppressions suppressions;
    private final List<Stage> reachable;
    private final List<Stage> finalChain;
    private final Map<Integer, List<Step>> chains = new HashMap<>();

    Reading(Dockerfile dockerfile, Optional<FilteredContext> context, Suppressions suppressions) {
        this.dockerfile = dockerfile;
        this.context = context;
        this.suppressions = suppressions;
        this.reachable = dockerfile.reachable(dockerfile.finalStage());
        this.finalChain = dockerfile.chain(dockerfile.finalStage());
        for (Stage stage : dockerfile.stages()) {
            chains.put(stage.index(), readChain(stage));
        }
    }

    private List<Step> readChain(Stage stage) {
        List<Stage> chain = dockerfile.chain(stage);
        Stage bottom = chain.get(0);
        Map<Instruction, Stage> owners = new HashMap<>();
        chain.forEach(part -> part.instructions().forEach(i -> owners.put(i, part)));
        StepReader reader = new StepReader(dockerfile, PublicImages.directory(bottom.base()));
        List<Step> steps = new ArrayList<>();
        Stage[] current = {bottom};
        dockerfile
                .evaluate(stage)
                .walk(
                        (instruction, variables) -> {
                            current[0] = owners.getOrDefault(instruction, current[0]);
                            steps.add(reader.read(current[0], instruction, variables));
                        });
        return List.copyOf(steps);
    }

    Dockerfile dockerfile() {
        return dockerfile;
    }

    Optional<FilteredContext> context() {
        return context;
    }

    Suppressions suppressions() {
        return suppressions;
    }

    /** Returns the stages that a build of the final one runs. */
    List<Stage> reachable() {
        return reachable;
    }

    /** Returns all that runs in the stages below a stage and in it, in order. */
    List<Step> chain(Stage stage) {
        return chains.get(stage.index());
    }

    /** Returns what becomes layers and settings of the final image. */
    List<Step> image() {
        return chain(dockerfile.finalStage());
    }

    /** Returns the steps of the image of a kind. */
    List<Step> image(Keyword keyword) {
        return image().stream().filter(step -> step.is(keyword)).toList();
    }

    /** Returns every step of a stage that is built, each once. */
    List<Step> all() {
        List<Step> steps = new ArrayList<>();
        Set<Instruction> seen = new HashSet<>();
        for (Stage stage : reachable) {
            for (Step step : chain(stage)) {
                if (seen.add(step.instruction())) {
                    steps.add(step);
                }
            }
        }
        return steps;
    }

    /** Whether the layers of a stage are in the final image. */
    boolean ships(Stage stage) {
        return finalChain.contains(stage);
    }

    /** Whether more than one stage feeds the image. */
    boolean multiStage() {
        return reachable.size() > finalChain.size()
                || image().stream().anyMatch(step -> step.from().isPresent());
    }

    /** Returns the stage whose base is the base of the final image. */
    Stage bottom() {
        return finalChain.get(0);
    }

    /** Returns the base of a stage's chain, if it is an image from outside. */
    Optional<ImageReference> base(Stage stage) {
        BaseReference base = dockerfile.chain(stage).get(0).base();
        return base instanceof ExternalImage external
                ? Optional.of(external.reference())
                : Optional.empty();
    }

    /** Returns what the final image is built on. */
    Optional<ImageReference> base() {
        return base(dockerfile.finalStage());
    }

    boolean onScratch() {
        return bottom().base() instanceof Scratch;
    }

    /** Returns the place of a FROM line's image. */
    static Span baseSpan(Stage stage) {
        return Step.span(stage.from());
    }

    /** Returns the stage that a COPY --from means. */
    Optional<Stage> source(Step step) {
        return step.from().flatMap(dockerfile::stage);
    }

    /** Returns what the final image's variables are. */
    Map<String, String> environment() {
        return dockerfile.evaluate().environment();
    }

    /** Returns the last step of the image with this keyword that is in force. */
    Optional<Step> effective(Keyword keyword) {
        Optional<Instruction> instruction = dockerfile.effective(keyword);
        return image().stream()
                .filter(step -> instruction.filter(step.instruction()::equals).isPresent())
                .reduce((first, second) -> second);
    }
}
