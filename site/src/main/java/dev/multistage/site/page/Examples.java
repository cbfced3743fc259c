package dev.multistage.site.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.multistage.grader.exercise.Exercise;
import dev.multistage.site.highlight.Highlighter;
import dev.multistage.site.html.Html;
import dev.multistage.site.markdown.CodeBlock;
import dev.multistage.site.source.LineDiff;
import dev.multistage.site.source.LineDiff.Side;
import dev.multistage.site.source.Sources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * For each code the mistake that differs least from the solution: what is bad and what would be
 * good. Every one of them is built and graded by the course's tests.
 */
final class Examples {

    /** A longer difference explains nothing; a link to the file does. */
    private static final int MOST_LINES = 12;

    /** A mistake beside its solution. */
    private record Example(
            Exercise exercise, String title, int codes, String bad, List<LineDiff.Line> lines) {
        long changes() {
            return lines.stream().filter(line -> line.side() != Side.BOTH).count();
        }

        boolean clearerThan(Example other) {
            return other == null
                    || codes < other.codes
                    || codes == other.codes && changes() < other.changes();
        }
    }

    private final String page;
    private final Sources sources;
    private final Shown shown;
    private final Map<String, Example> byCode = new HashMap<>();

    Examples(String page, Course course, Shown shown) {
        this.page = page;
        this.sources = course.sources();
        this.shown = shown;
        ObjectMapper json = new ObjectMapper();
        for (Exercise exercise : course.exercises()) {
            for (String mistake : exercise.mistakes()) {
                read(json, exercise, exercise.solutionPath() + "/mistakes/" + mistake);
            }
        }
    }

    private void read(ObjectMapper json, Exercise exercise, String folder) {
        Optional<String> declared = sources.text(folder + "/mistake.json");
        if (declared.isEmpty()) {
            return;
        }
        JsonNode mistake;
        try {
            mistake = json.readTree(declared.get());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(folder + "/mistake.json", unreadable);
        }
        changed(exercise, folder)
                .ifPresent(
                        bad -> {
                            Example example =
                                    new Example(
                                            exercise,
                                            mistake.path("title").asText(),
                                            mistake.path("codes").size(),
                                            bad,
                                            difference(exercise, folder, bad));
                            for (JsonNode code : mistake.path("codes")) {
                                if (example.clearerThan(byCode.get(code.asText()))) {
                                    byCode.put(code.asText(), example);
                                }
                            }
                        });
    }

    /** The one file in which the mistake differs from the solution, if it is one. */
    private Optional<String> changed(Exercise exercise, String folder) {
        List<String> changed = new ArrayList<>();
        for (String file : sources.list(folder + "/app")) {
            if (!sources.text(file).equals(good(exercise, folder, file))) {
                changed.add(file);
            }
        }
        return changed.size() == 1 ? Optional.of(changed.get(0)) : Optional.empty();
    }

    private Optional<String> good(Exercise exercise, String folder, String bad) {
        String name = bad.substring((folder + "/app/").length());
        return sources.text(exercise.solutionPath() + "/app/" + name)
                .or(() -> sources.text(exercise.path() + "/app/" + name));
    }

    private List<LineDiff.Line> difference(Exercise exercise, String folder, String bad) {
        return LineDiff.of(
                instructions(sources.text(bad).orElse("")),
                instructions(good(exercise, folder, bad).orElse("")));
    }

    /** The lines that do something: comments differ without being good or bad. */
    private static List<String> instructions(String text) {
        return text.lines()
                .filter(line -> !line.isBlank() && !line.strip().startsWith("#"))
                .toList();
    }

    /** Returns the example of a code, or nothing if no mistake shows it. */
    String html(String code) {
        Example example = byCode.get(code);
        if (example == null) {
            return "";
        }
        shown.file(example.bad());
        String address = SitePaths.relative(page, SitePaths.source(example.bad()));
        String title =
                "Exercise "
                        + example.exercise().id().number()
                        + ": "
                        + Html.link(address, example.title());
        if (example.changes() > MOST_LINES) {
            return "<p class=\"example\">" + title + "</p>\n";
        }
        return CodeBlock.diff(
                Highlighter.language(example.bad()).orElse("text"),
                near(example.lines()),
                new CodeBlock.Look(title, Set.of(), false));
    }

    /** The changed lines, each with the line above it. */
    private static List<LineDiff.Line> near(List<LineDiff.Line> lines) {
        Map<Integer, LineDiff.Line> kept = new TreeMap<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).side() != Side.BOTH) {
                if (i > 0) {
                    kept.put(i - 1, lines.get(i - 1));
                }
                kept.put(i, lines.get(i));
            }
        }
        return List.copyOf(kept.values());
    }
}
