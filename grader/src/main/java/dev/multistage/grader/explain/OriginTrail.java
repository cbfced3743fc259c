package dev.multistage.grader.explain;

import dev.multistage.grader.dockerfile.Instruction;
import dev.multistage.grader.dockerfile.Keyword;
import dev.multistage.grader.explain.Remark.Where;
import dev.multistage.grader.image.LiveFile;
import dev.multistage.grader.image.Origin;
import dev.multistage.grader.image.PathOrigin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The lines through which files came into an image, back to the one that created them. */
final class OriginTrail {

    /** More lines that created files of one kind are not named. */
    private static final int MOST_CREATORS = 3;

    private final Anatomy anatomy;

    OriginTrail(Anatomy anatomy) {
        this.anatomy = anatomy;
    }

    /** Returns the line that a layer is charged to, empty if that is unknown. */
    List<Where> line(String role, int layer) {
        return anatomy.lines().text(layer).stream()
                .map(
                        text ->
                                new Where(
                                        role,
                                        text.line(),
                                        text.endLine(),
                                        text.stage(),
                                        text.instruction(),
                                        anatomy.lines().certain(layer)))
                .toList();
    }

    /** Returns the line of a layer and, behind it, those that created files of that layer. */
    List<Where> of(int layer, List<LiveFile> files) {
        List<LiveFile> first = files.stream().map(anatomy::first).toList();
        Map<List<Where>, Long> lines = new LinkedHashMap<>();
        for (LiveFile file : first) {
            List<Where> by = line(role(file.layerIndex()), file.layerIndex());
            lines.merge(by, file.entry().size(), Long::sum);
        }
        List<Where> trail = new ArrayList<>();
        if (!lines.containsKey(line(role(layer), layer))) {
            trail.addAll(line("stored again by", layer));
        }
        lines.entrySet().stream()
                .sorted(Map.Entry.<List<Where>, Long>comparingByValue(Comparator.reverseOrder()))
                .limit(MOST_CREATORS)
                .forEach(each -> trail.addAll(each.getKey()));
        if (anatomy.hasDockerfile()) {
            trail.addAll(creators(first));
        }
        return trail;
    }

    private String role(int layer) {
        if (anatomy.lines().base(layer)) {
            return "brought by";
        }
        Optional<String> keyword = anatomy.lines().text(layer).map(OriginTrail::keyword);
        return keyword.isPresent() && keyword.get().matches("COPY|ADD")
                ? "copied by"
                : "created by";
    }

    private static String keyword(LayerLines.Text text) {
        return text.instruction().split(" ", 2)[0].toUpperCase(Locale.ROOT);
    }

    private List<Where> creators(List<LiveFile> files) {
        Map<Where, Long> bytes = new LinkedHashMap<>();
        for (LiveFile file : files) {
            PathOrigin here = anatomy.trace(file);
            for (Where where : steps(here)) {
                bytes.merge(where, file.entry().size(), Long::sum);
            }
        }
        return bytes.entrySet().stream()
                .sorted(Map.Entry.<Where, Long>comparingByValue(Comparator.reverseOrder()))
                .limit(MOST_CREATORS)
                .map(Map.Entry::getKey)
                .sorted(Comparator.comparingInt(Where::line).reversed())
                .toList();
    }

    /** Returns the lines behind the first one, in the order in which they lead back. */
    private List<Where> steps(PathOrigin here) {
        List<Where> steps = new ArrayList<>();
        Optional<PathOrigin> next = here.copiedFrom();
        while (next.isPresent()) {
            step(next.get()).ifPresent(steps::add);
            next = next.get().copiedFrom();
        }
        return steps;
    }

    private Optional<Where> step(PathOrigin at) {
        if (at.origin() instanceof Origin.Line made) {
            boolean copy =
                    made.instruction().keyword() == Keyword.COPY
                            || made.instruction().keyword() == Keyword.ADD;
            return Optional.of(where(copy ? "copied by" : "created by", at, made.instruction()));
        }
        if (at.origin() instanceof Origin.BaseImage) {
            Instruction from =
                    anatomy.material()
                            .source()
                            .orElseThrow()
                            .dockerfile()
                            .chain(at.stage())
                            .get(0)
                            .from();
            return Optional.of(where("brought by", at, from));
        }
        return Optional.empty();
    }

    private static Where where(String role, PathOrigin at, Instruction instruction) {
        return new Where(
                role,
                instruction.startLine(),
                instruction.endLine(),
                at.stage().label(),
                instruction.joined(),
                at.origin().certain());
    }
}
