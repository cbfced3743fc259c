package dev.multistage.grader.docker;

import dev.multistage.grader.dockerfile.BaseReference.ExternalImage;
import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.dockerfile.ImageUse;
import dev.multistage.grader.dockerfile.Instruction;
import dev.multistage.grader.dockerfile.Keyword;
import dev.multistage.grader.dockerfile.Stage;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds lines by BuildKit's numbering of steps: within a stage it counts FROM, if its base comes
 * from outside, and then RUN, COPY, ADD and WORKDIR (file
 * frontend/dockerfile/dockerfile2llb/convert.go of github.com/moby/buildkit). The vertices
 * themselves carry no lines.
 */
final class DockerfileLines implements StepLines {

    /** {@code [build 3/4] …}, {@code [ 3/12] …}, {@code [linux/arm64 build 3/4] …}. */
    private static final Pattern STEP = Pattern.compile("^\\[(.*?) *(\\d+)/(\\d+)\\] ");

    private static final Set<Keyword> COUNTED =
            EnumSet.of(Keyword.RUN, Keyword.COPY, Keyword.ADD, Keyword.WORKDIR);

    private final Dockerfile dockerfile;
    private final Map<String, List<Integer>> linesByStage = new HashMap<>();

    DockerfileLines(Dockerfile dockerfile) {
        this.dockerfile = dockerfile;
        for (Stage stage : dockerfile.stages()) {
            List<Integer> lines = new ArrayList<>();
            if (stage.base() instanceof ExternalImage) {
                lines.add(stage.startLine());
            }
            for (Instruction instruction : stage.instructions()) {
                if (COUNTED.contains(instruction.keyword())) {
                    lines.add(instruction.startLine());
                }
            }
            linesByStage.put(stage.label(), lines);
        }
        if (dockerfile.stages().size() == 1) {
            linesByStage.put("", linesByStage.values().iterator().next());
        }
    }

    @Override
    public int lineOf(String step) {
        Matcher numbered = STEP.matcher(step);
        if (!numbered.find()) {
            return 0;
        }
        String[] words = numbered.group(1).split(" ");
        String last = words[words.length - 1];
        String label = last.contains("/") ? "" : last;
        String text = step.substring(numbered.end());
        if (text.startsWith("FROM ")) {
            return lineOfFrom(text.substring("FROM ".length()), label);
        }
        List<Integer> lines = linesByStage.get(label);
        if (lines == null || lines.isEmpty()) {
            return 0;
        }
        int index = Integer.parseInt(numbered.group(2)) - 1;
        // triggers of the base (ONBUILD) come right after FROM and belong to its line
        int triggers = Math.max(0, Integer.parseInt(numbered.group(3)) - lines.size());
        int own = index == 0 ? 0 : Math.max(0, index - triggers);
        return own < lines.size() ? lines.get(own) : 0;
    }

    /** Engine 20.10 now and then shows the base of one stage under the name of another (seen). */
    private int lineOfFrom(String image, String label) {
        List<Stage> built = new ArrayList<>();
        for (Stage stage : dockerfile.stages()) {
            if (stage.base() instanceof ExternalImage base
                    && image.startsWith(base.reference().canonical())) {
                built.add(stage);
            }
        }
        return built.stream()
                .filter(stage -> stage.label().equals(label))
                .findFirst()
                .or(() -> built.stream().findFirst())
                .map(Stage::startLine)
                .orElse(0);
    }

    /** Returns the use of an image that a message names, for example one that cannot be pulled. */
    Optional<ImageUse> useNamedIn(String message, String target) {
        Optional<Stage> stage = dockerfile.target(target);
        return stage.stream()
                .flatMap(built -> dockerfile.externalImages(built).stream())
                .filter(use -> message.contains(use.reference().canonical()) || named(use, message))
                .findFirst();
    }

    /** Registries are asked for {@code …/v2/library/golang/manifests/1.26}. */
    private static boolean named(ImageUse use, String message) {
        return message.contains("/" + use.reference().repository() + "/manifests/");
    }

    /** Returns the line of what is wrong with the stages, 0 if nothing is. */
    int stageProblem() {
        return dockerfile.problems().stream()
                .filter(problem -> problem.code().name().contains("STAGE"))
                .mapToInt(problem -> problem.line())
                .findFirst()
                .orElse(0);
    }
}
