package dev.multistage.grader.author;

import dev.multistage.grader.exercise.Exercise;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Holds the Dockerfile snippets of lesson and solution against files that are built: a block of
 * more than three lines that is fenced as {@code dockerfile} must stand word for word, in one
 * piece, in a Dockerfile of this exercise (starter, reference, alternative or mistake). A line
 * {@code # …} or {@code …} in the block stands for lines that are left out.
 */
final class SnippetInspection {

    private static final int SHORT = 3;

    private SnippetInspection() {}

    static List<Defect> inspect(Exercise exercise) {
        List<List<String>> built = new ArrayList<>();
        for (String folder : List.of(exercise.path(), exercise.solutionPath())) {
            for (String path : exercise.files().list(folder)) {
                if (path.contains("/app/") && path.contains("Dockerfile")) {
                    built.add(stripped(CourseText.read(exercise.files(), path).lines()));
                }
            }
        }
        List<Defect> defects = new ArrayList<>();
        for (String folder : List.of(exercise.path(), exercise.solutionPath())) {
            CourseText text = CourseText.read(exercise.files(), folder + "/README.md");
            for (Markdown.Block block : new Markdown(text).blocks()) {
                if (block.language().equalsIgnoreCase("dockerfile")
                        && block.code().size() > SHORT) {
                    missing(block.code(), built)
                            .forEach(
                                    offset ->
                                            defects.add(
                                                    Defect.at(
                                                            text,
                                                            block.line() + 1 + offset,
                                                            "this snippet stands in no Dockerfile"
                                                                    + " that is built",
                                                            "Copy it word for word from one, with"
                                                                    + " \"# …\" for lines left"
                                                                    + " out.")));
                }
            }
        }
        return defects;
    }

    /** Returns where the first piece begins that no file has, if there is one. */
    private static List<Integer> missing(List<String> code, List<List<String>> built) {
        List<String> piece = new ArrayList<>();
        int begin = 0;
        List<String> lines = stripped(code);
        for (int i = 0; i <= lines.size(); i++) {
            boolean gap = i == lines.size() || lines.get(i).strip().matches("(# ?)?(…|\\.\\.\\.)");
            if (!gap) {
                piece.add(lines.get(i));
                continue;
            }
            List<String> wanted = trimmed(piece);
            if (!wanted.isEmpty()
                    && built.stream()
                            .noneMatch(file -> Collections.indexOfSubList(file, wanted) >= 0)) {
                return List.of(begin);
            }
            piece.clear();
            begin = i + 1;
        }
        return List.of();
    }

    private static List<String> stripped(List<String> lines) {
        return lines.stream().map(String::stripTrailing).toList();
    }

    private static List<String> trimmed(List<String> lines) {
        List<String> trimmed = new ArrayList<>(lines);
        while (!trimmed.isEmpty() && trimmed.get(0).isBlank()) {
            trimmed.remove(0);
        }
        while (!trimmed.isEmpty() && trimmed.get(trimmed.size() - 1).isBlank()) {
            trimmed.remove(trimmed.size() - 1);
        }
        return trimmed;
    }
}
