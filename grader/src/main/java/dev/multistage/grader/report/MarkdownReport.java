package dev.multistage.grader.report;

import dev.multistage.grader.check.Place;
import dev.multistage.grader.check.Sizes;
import dev.multistage.grader.grading.Finding;
import dev.multistage.grader.grading.Grade;
import dev.multistage.grader.grading.GradedImage;
import dev.multistage.grader.grading.Mark;
import dev.multistage.grader.grading.Trouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A grade as Markdown, fit for a comment on a pull request and for the summary of a CI job: what
 * matters first, the rest folded away.
 */
final class MarkdownReport {

    /** GitHub takes comments of up to 65,536 characters. */
    static final int LONGEST = 65_000;

    private static final int LONGEST_TEXT = 600;
    private static final int LONGEST_CODE = 120;
    private static final int MOST_PLACES = 5;

    private final List<String> blocks = new ArrayList<>();

    /** Renders a grade. */
    String render(Graded graded) {
        blocks.clear();
        Grade grade = graded.grade();
        blocks.add(heading(graded));
        grade.trouble().ifPresent(trouble -> blocks.add(trouble(trouble)));
        if (!grade.findings().isEmpty()) {
            blocks.add(criteria(graded.criteria()));
        }
        graded.failed().forEach(finding -> blocks.add(failed(finding, graded)));
        grade.images().forEach(image -> blocks.add(image(image)));
        if (!graded.advice().isEmpty()) {
            blocks.add(advice(graded));
        }
        if (!grade.notes().isEmpty() || grade.engine().isPresent()) {
            blocks.add(notes(graded));
        }
        return fitted();
    }

    private static String heading(Graded graded) {
        Grade grade = graded.grade();
        String sign =
                switch (grade.status()) {
                    case PASSED -> "✅ ";
                    case FAILED -> "❌ ";
                    case ERROR -> "⚠️ ";
                };
        StringBuilder text = new StringBuilder("## ").append(sign).append(graded.verdict());
        text.append(": ")
                .append(grade.exercise().id())
                .append(", ")
                .append(MarkdownText.of(grade.exercise().declaration().title()))
                .append('\n');
        if (grade.status() != Grade.Status.ERROR) {
            text.append("\n**").append(graded.points()).append("**");
            for (GradedImage image : grade.images()) {
                text.append(" · ").append(MarkdownText.code(image.dockerfile(), LONGEST_CODE));
                text.append(' ').append(Sizes.megabytes(image.unpackedBytes())).append(" unpacked");
                long starter = image.starterBytes().orElse(0);
                if (starter > image.unpackedBytes() * 1.05) {
                    text.append(" (the bloated one has ")
                            .append(Sizes.megabytes(starter))
                            .append(')');
                }
            }
            for (Mark mark : grade.marks()) {
                text.append(mark.reached() ? " · mark: " + MarkdownText.of(mark.id()) : "");
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String trouble(Trouble trouble) {
        return "This is not your Dockerfile: "
                + text(trouble.message())
                + "\n"
                + (trouble.remedy().isEmpty() ? "" : "\n" + text(trouble.remedy()) + "\n");
    }

    private static String criteria(List<Finding> criteria) {
        StringBuilder table =
                new StringBuilder("| | criterion | measured | points |\n|---|---|---|--:|\n");
        for (Finding finding : criteria) {
            String verdict =
                    switch (finding.status()) {
                        case PASSED -> "✅ pass";
                        case FAILED -> "❌ FAIL";
                        default -> "➖ skip";
                    };
            table.append("| ")
                    .append(verdict)
                    .append(" | ")
                    .append(text(finding.requirement()))
                    .append(" | ")
                    .append(text(firstLine(finding.observed())))
                    .append(" | ")
                    .append(finding.points() + "/" + finding.of())
                    .append(" |\n");
        }
        return table.toString();
    }

    private static String failed(Finding finding, Graded graded) {
        StringBuilder text = new StringBuilder();
        text.append("<details><summary>❌ <b>")
                .append(MarkdownText.inHtml(finding.title()))
                .append("</b>: ")
                .append(MarkdownText.inHtml(finding.next()))
                .append("</summary>\n\n");
        for (Place place :
                finding.where().subList(0, Math.min(MOST_PLACES, finding.where().size()))) {
            text.append("- ");
            if (place.bytes() >= 0) {
                text.append(Sizes.megabytes(place.bytes())).append(' ');
            }
            if (place.line() > 0) {
                text.append(
                        MarkdownText.code(
                                graded.path(place.file()) + ":" + place.line(), LONGEST_CODE));
                text.append(' ');
            }
            text.append(
                            MarkdownText.code(
                                    place.path().isEmpty() ? place.text() : place.path(),
                                    LONGEST_CODE))
                    .append('\n');
        }
        text.append("- measured: ").append(text(finding.observed()));
        text.append("\n- wanted: ").append(text(finding.expected()));
        text.append("\n- why: ").append(text(finding.why()));
        text.append("\n- code: `").append(finding.code()).append('`');
        if (!finding.hint().isEmpty()) {
            text.append("\n- help: `./grade hint ")
                    .append(graded.grade().exercise().id())
                    .append('`');
        }
        return text.append("\n\n</details>\n").toString();
    }

    private static String image(GradedImage image) {
        StringBuilder text = new StringBuilder();
        text.append("<details><summary>Bytes by line of ")
                .append(MarkdownText.inHtml(image.dockerfile()))
                .append(": ")
                .append(Sizes.megabytes(image.unpackedBytes()))
                .append("</summary>\n\n| line | instruction | stored | left over | hidden |\n")
                .append("|--:|---|--:|--:|--:|\n");
        for (GradedImage.Line line : image.lines()) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "| %d | %s | %s | %s | %s |\n",
                            line.line(),
                            MarkdownText.code(line.instruction(), LONGEST_CODE),
                            Sizes.megabytes(line.unpackedBytes()),
                            Sizes.megabytes(line.leftoverBytes()),
                            Sizes.megabytes(line.wasteBytes())));
        }
        text.append("\nLeft over: nothing in the image needs it. Hidden: a later line deletes or")
                .append(" replaces it, and every pull still fetches it.\n");
        return text.append("\n</details>\n").toString();
    }

    private static String advice(Graded graded) {
        StringBuilder text =
                new StringBuilder("<details><summary>Advice, outside of the score: ")
                        .append(graded.advice().size())
                        .append("</summary>\n\n");
        for (Finding advice : graded.advice()) {
            text.append("- ").append(text(advice.requirement()));
            for (Place place : advice.where()) {
                if (place.line() > 0) {
                    String at = graded.path(place.file()) + ":" + place.line();
                    text.append(", ").append(MarkdownText.code(at, LONGEST_CODE));
                }
            }
            text.append(". ").append(text(advice.next())).append('\n');
        }
        return text.append("\n</details>\n").toString();
    }

    private static String notes(Graded graded) {
        StringBuilder text = new StringBuilder("<details><summary>How it was graded</summary>\n\n");
        graded.grade().notes().forEach(note -> text.append("- ").append(text(note)).append('\n'));
        graded.grade()
                .engine()
                .ifPresent(
                        engine ->
                                text.append("- Docker Engine ")
                                        .append(text(engine.version() + ", " + engine.platform()))
                                        .append('\n'));
        text.append("- grader ").append(text(graded.graderVersion()));
        text.append(", submission `").append(graded.grade().digest()).append("`\n");
        return text.append("\n</details>\n").toString();
    }

    /** Leaves out blocks from the end rather than being refused. */
    private String fitted() {
        String end = "\nMore did not fit here: `--format json` has it all.\n";
        StringBuilder all = new StringBuilder();
        for (String block : blocks) {
            if (all.length() + block.length() + end.length() + 1 > LONGEST) {
                return all.append(end).toString();
            }
            all.append(all.isEmpty() ? "" : "\n").append(block);
        }
        return all.toString();
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private static String text(String untrusted) {
        return MarkdownText.of(cut(untrusted));
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_TEXT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_TEXT - 1)) + "…";
    }
}
