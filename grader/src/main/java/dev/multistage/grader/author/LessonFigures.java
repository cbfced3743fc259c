package dev.multistage.grader.author;

import dev.multistage.grader.author.Figures.Figure;
import dev.multistage.grader.exercise.Exercise;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sizes in a lesson. The text stays plain: {@code 964.0 MB} is recognised by its value. What is no
 * measured size itself stands in a comment at the lesson's end, which no reader sees:
 *
 * <pre>{@code
 * <!-- figures
 * 3.0 MB = alternative unstripped - reference
 * 9.8 MB = measured: ls -l linkcheck in the starter, 2026-11-24
 * -->
 * }</pre>
 *
 * {@code author measure} rewrites text and comment when a size changes; the inspection reports
 * figures that nothing explains. Code blocks are outputs, quoted as they were.
 */
final class LessonFigures {

    private static final Pattern SIZE =
            Pattern.compile("(?<![0-9.,])([0-9]+(?:\\.[0-9]+)?) (MB|kB)\\b");
    private static final Pattern CELL =
            Pattern.compile("(?<=\\| ?\\*{0,2})([0-9]+\\.[0-9]+)(?=\\*{0,2} *\\|)");
    private static final String BEGIN = "<!-- figures";
    private static final String BY_HAND = "measured: ";

    private LessonFigures() {}

    /** A figure and the line it stands on. */
    record Found(int line, Figure figure) {}

    static List<Defect> inspect(Exercise exercise) {
        CourseText lesson = CourseText.read(exercise.files(), exercise.path() + "/README.md");
        Figures figures = Figures.of(exercise);
        if (figures.bytes().isEmpty() || lesson.isMissing()) {
            return List.of();
        }
        Map<Figure, String> comment = comment(lesson);
        List<Defect> defects = new ArrayList<>();
        comment.forEach((figure, formula) -> formula(lesson, figures, figure, formula, defects));
        Set<Figure> reported = new LinkedHashSet<>();
        for (Found found : figures(lesson)) {
            if (figures.named(found.figure()).isEmpty()
                    && !comment.containsKey(found.figure())
                    && reported.add(found.figure())) {
                Defect defect =
                        Defect.at(
                                lesson,
                                found.line(),
                                "nothing that was measured explains " + found.figure(),
                                "Correct it, or say in the comment \""
                                        + BEGIN
                                        + "\" at the lesson's end where it comes from.");
                // a lesson without the comment has not begun to account for its figures
                defects.add(lesson.text().contains(BEGIN) ? defect : defect.asWarning());
            }
        }
        return defects;
    }

    private static void formula(
            CourseText lesson,
            Figures figures,
            Figure figure,
            String formula,
            List<Defect> defects) {
        int line = lesson.lineOf(figure + " = ");
        if (formula.startsWith(BY_HAND)) {
            return;
        }
        Optional<Long> value = figures.evaluate(formula);
        if (value.isEmpty()) {
            defects.add(
                    Defect.at(
                            lesson,
                            line,
                            "\"" + formula + "\" names nothing that was measured",
                            "Known are "
                                    + String.join(
                                            ", ",
                                            figures.bytes().keySet().stream().sorted().toList())
                                    + "."));
        } else if (!figure.with(value.get()).equals(figure)) {
            defects.add(
                    Defect.at(
                            lesson,
                            line,
                            formula + " is " + figure.with(value.get()) + ", not " + figure,
                            "Run ./grade author measure, which corrects the text, too."));
        }
    }

    /** Returns the lesson with the sizes of the second measurement instead of the first. */
    static String renew(String text, Figures before, Figures after) {
        CourseText lesson = new CourseText("", text.lines().toList());
        Map<Figure, String> comment = comment(lesson);
        Map<Figure, Figure> changes = new LinkedHashMap<>();
        Set<Figure> all = new LinkedHashSet<>(comment.keySet());
        figures(lesson).forEach(found -> all.add(found.figure()));
        for (Figure figure : all) {
            Set<Figure> now = new LinkedHashSet<>();
            String formula = comment.getOrDefault(figure, "");
            if (formula.isEmpty()) {
                for (String name : before.named(figure)) {
                    Long size = after.bytes().get(name);
                    now.add(size == null ? figure : figure.with(size));
                }
            } else if (!formula.startsWith(BY_HAND)) {
                after.evaluate(formula).ifPresent(size -> now.add(figure.with(size)));
            }
            // two names that read alike and now differ are for the author to tell apart
            if (now.size() == 1 && !now.contains(figure)) {
                changes.put(figure, now.iterator().next());
            }
        }
        return changes.isEmpty() ? text : replaced(text, lesson, changes);
    }

    private static String replaced(String text, CourseText lesson, Map<Figure, Figure> changes) {
        List<String> prose = new Markdown(lesson).prose();
        Set<Integer> megabytes = rowsInMegabytes(prose);
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < lesson.lines().size(); i++) {
            String line = lesson.lines().get(i);
            if (!prose.get(i).isEmpty()) {
                line = replaced(SIZE, line, changes);
                line = megabytes.contains(i) ? replaced(CELL, line, changes) : line;
            }
            out.append(line).append('\n');
        }
        return text.endsWith("\n") ? out.toString() : out.toString().stripTrailing();
    }

    /** Replaces figures, but for those between backquotes, which are quoted as they were. */
    private static String replaced(Pattern pattern, String line, Map<Figure, Figure> changes) {
        return pattern.matcher(line)
                .replaceAll(
                        match -> {
                            if (isCode(line, match.start())) {
                                return Matcher.quoteReplacement(match.group());
                            }
                            boolean cell = pattern == CELL;
                            Figure old = new Figure(match.group(1), cell ? "MB" : match.group(2));
                            Figure now = changes.getOrDefault(old, old);
                            return Matcher.quoteReplacement(cell ? now.number() : now.toString());
                        });
    }

    private static boolean isCode(String line, int at) {
        Matcher code = Markdown.CODE.matcher(line);
        while (code.find()) {
            if (code.start() < at && at < code.end()) {
                return true;
            }
        }
        return false;
    }

    /** Returns the indices of rows of tables whose heading says MB. */
    private static Set<Integer> rowsInMegabytes(List<String> prose) {
        Set<Integer> rows = new LinkedHashSet<>();
        boolean megabytes = false;
        boolean table = false;
        for (int i = 0; i < prose.size(); i++) {
            boolean row = prose.get(i).startsWith("|");
            megabytes = row && (table ? megabytes : prose.get(i).contains("MB"));
            table = row;
            if (megabytes) {
                rows.add(i);
            }
        }
        return rows;
    }

    /** Returns all sizes of the prose: with their unit, or alone in a cell of a table in MB. */
    private static List<Found> figures(CourseText lesson) {
        List<Found> found = new ArrayList<>();
        List<String> prose = new Markdown(lesson).prose();
        Set<Integer> megabytes = rowsInMegabytes(prose);
        boolean comment = false;
        for (int i = 0; i < prose.size(); i++) {
            String line = prose.get(i);
            comment = comment ? !lesson.lines().get(i - 1).contains("-->") : line.startsWith(BEGIN);
            if (comment) {
                continue;
            }
            Matcher size = SIZE.matcher(line);
            while (size.find()) {
                found.add(new Found(i + 1, new Figure(size.group(1), size.group(2))));
            }
            Matcher cell = CELL.matcher(line);
            while (megabytes.contains(i) && cell.find()) {
                found.add(new Found(i + 1, new Figure(cell.group(1), "MB")));
            }
        }
        return found;
    }

    private static Map<Figure, String> comment(CourseText lesson) {
        Map<Figure, String> formulas = new LinkedHashMap<>();
        boolean inside = false;
        for (String line : lesson.lines()) {
            inside = inside ? !line.contains("-->") : line.startsWith(BEGIN);
            Matcher size = SIZE.matcher(line);
            if (inside && line.contains(" = ") && size.lookingAt()) {
                formulas.put(
                        new Figure(size.group(1), size.group(2)),
                        line.substring(line.indexOf(" = ") + 3).strip());
            }
        }
        return formulas;
    }
}
