package dev.multistage.grader.report;

import dev.multistage.grader.check.Place;
import dev.multistage.grader.check.Sizes;
import dev.multistage.grader.grading.Finding;
import dev.multistage.grader.grading.Grade;
import dev.multistage.grader.grading.GradedImage;
import dev.multistage.grader.grading.Mark;
import dev.multistage.grader.grading.Score;
import dev.multistage.grader.progress.Recorded;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A grade for a person at a terminal. */
public final class TextReport {

    private static final int INDENT = 8;

    private final Style style;
    private final StringBuilder out = new StringBuilder();

    public TextReport(Style style) {
        this.style = style;
    }

    /** Renders a grade. The last line says in words how it ended. */
    public String render(Grade grade) {
        return render(grade, List.of());
    }

    /** The same with what an attempt changed, above the last line. */
    public String render(Grade grade, Recorded recorded) {
        return render(grade, List.of(TextChange.of(recorded)));
    }

    private String render(Grade grade, List<String> changes) {
        out.setLength(0);
        line(
                style.bold(
                        grade.exercise().id()
                                + "  "
                                + Printable.oneLine(grade.exercise().declaration().title())));
        line("");
        for (Finding finding : grade.findings()) {
            finding(finding, grade);
        }
        images(grade);
        notes(grade);
        line("");
        for (String change : changes) {
            wrap(change, style.width()).forEach(this::line);
        }
        line(ending(grade));
        return style.fit(out.toString());
    }

    /** Renders only the verdicts of one list of findings, without images and ending. */
    public String render(List<Finding> findings) {
        out.setLength(0);
        for (Finding finding : findings) {
            head(finding);
            if (finding.failed()) {
                places(finding.where());
            }
        }
        return style.fit(out.toString());
    }

    private void finding(Finding finding, Grade grade) {
        head(finding);
        if (finding.status() == Finding.Status.ADVICE) {
            places(finding.where());
            labelled("why", finding.why());
            labelled("next", finding.next());
            line("");
            return;
        }
        if (!finding.failed()) {
            return;
        }
        labelled("", Printable.oneLine(finding.title()) + ".");
        places(finding.where());
        if (finding.observed().contains("\n")) {
            quoted(finding.observed().substring(finding.observed().indexOf('\n') + 1));
        }
        labelled("wanted", finding.expected());
        labelled("why", finding.why());
        labelled("next", finding.next());
        if (!finding.hint().isEmpty()) {
            labelled("help", "./grade hint " + grade.exercise().id());
        }
        line("");
    }

    private void head(Finding finding) {
        String points = finding.of() == 0 ? "" : finding.points() + "/" + finding.of();
        String verdict =
                switch (finding.status()) {
                    case PASSED -> style.green(style.unicode() ? "✔ pass" : "+ pass");
                    case FAILED -> style.red(style.unicode() ? "✘ FAIL" : "x FAIL");
                    case SKIPPED -> style.faint("- skip");
                    case ADVICE -> style.yellow("! note");
                };
        String observed = Printable.oneLine(firstLine(finding.observed()));
        int room = style.width() - INDENT - points.length() - 1;
        String requirement = finding.requirement();
        String text = requirement + ": " + observed;
        if (observed.isEmpty()) {
            text = requirement;
        }
        List<String> lines = wrap(text, room);
        line(verdict + "  " + pad(lines.get(0), room) + " " + points);
        for (String more : lines.subList(1, lines.size())) {
            line(" ".repeat(INDENT) + more);
        }
    }

    private void places(List<Place> places) {
        for (Place place : places) {
            StringBuilder text = new StringBuilder();
            if (place.bytes() >= 0) {
                text.append(String.format(Locale.ROOT, "%9s  ", Sizes.megabytes(place.bytes())));
            }
            if (place.line() > 0) {
                text.append(place.file()).append(':').append(place.line()).append("  ");
            }
            text.append(Printable.oneLine(place.path().isEmpty() ? place.text() : place.path()));
            String shown = text.toString().stripTrailing();
            int room = style.width() - INDENT - 2;
            if (shown.length() > room) {
                shown = shown.substring(0, room - 1) + "…";
            }
            line(" ".repeat(INDENT) + style.bold(">") + " " + shown);
        }
    }

    private void quoted(String text) {
        List<String> lines = List.of(Printable.clean(text).split("\n"));
        int from = Math.max(0, lines.size() - 8);
        for (String quoted : lines.subList(from, lines.size())) {
            int room = style.width() - INDENT - 2;
            String shown = quoted.length() > room ? quoted.substring(0, room - 1) + "…" : quoted;
            line(" ".repeat(INDENT) + style.faint("| " + shown));
        }
    }

    private void labelled(String label, String text) {
        if (text.isEmpty()) {
            return;
        }
        int left = label.isEmpty() ? 0 : 8;
        List<String> lines = wrap(Printable.oneLine(text), style.width() - INDENT - left);
        for (int i = 0; i < lines.size(); i++) {
            String head =
                    left == 0 ? "" : i == 0 ? style.faint(pad(label, left)) : " ".repeat(left);
            line(" ".repeat(INDENT) + head + lines.get(i));
        }
    }

    private void images(Grade grade) {
        for (GradedImage image : grade.images()) {
            StringBuilder text = new StringBuilder();
            text.append(image.dockerfile())
                    .append(": ")
                    .append(Sizes.megabytes(image.unpackedBytes()))
                    .append(" unpacked");
            long starter = image.starterBytes().orElse(0);
            if (image.unpackedBytes() > 0 && starter > image.unpackedBytes() * 1.05) {
                text.append(
                        String.format(
                                Locale.ROOT,
                                ", the bloated one has %s (%.1f times as much)",
                                Sizes.megabytes(starter),
                                (double) starter / image.unpackedBytes()));
            }
            line("");
            for (String wrapped : wrap(text.toString(), style.width())) {
                line(wrapped);
            }
            for (GradedImage.Base base : image.bases()) {
                if (base.standIn()) {
                    line("  " + Printable.oneLine(base.reference()) + ": " + base.origin());
                }
            }
        }
        for (Mark mark : grade.images().isEmpty() ? List.<Mark>of() : grade.marks()) {
            line(
                    mark.reached()
                            ? style.green("★ " + mark.id())
                                    + ": at most "
                                    + Sizes.limit(mark.megabytes())
                            : style.faint(
                                    "the mark \""
                                            + mark.id()
                                            + "\" needs at most "
                                            + Sizes.limit(mark.megabytes())));
        }
    }

    private void notes(Grade grade) {
        for (String note : grade.notes()) {
            for (String wrapped : wrap("note: " + Printable.oneLine(note), style.width())) {
                line(style.faint(wrapped));
            }
        }
    }

    private String ending(Grade grade) {
        if (grade.trouble().isPresent()) {
            String remedy = grade.trouble().get().remedy();
            return style.yellow("Not graded.")
                    + " This is not your Dockerfile: "
                    + Printable.clean(grade.trouble().get().message())
                    + (remedy.isEmpty() ? "" : "\n" + Printable.clean(remedy));
        }
        Score score = grade.score();
        String points = score.points() + " of " + score.of() + " points";
        if (grade.status() == Grade.Status.PASSED) {
            return style.green("Passed") + ": " + points + ".";
        }
        long failed = grade.findings().stream().filter(Finding::failed).count();
        return style.red("Not passed yet")
                + ": "
                + points
                + ", "
                + failed
                + (failed == 1 ? " thing" : " things")
                + " to fix. Start with the first.";
    }

    private static String firstLine(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }

    private static String pad(String text, int width) {
        return text.length() >= width ? text : text + " ".repeat(width - text.length());
    }

    /** Breaks text at blanks; a word that is longer than a line is cut. */
    static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        for (String word : text.split(" ")) {
            String rest = word;
            while (rest.length() > width) {
                if (current.length() > 0) {
                    lines.add(current.toString());
                    current.setLength(0);
                }
                lines.add(rest.substring(0, width));
                rest = rest.substring(width);
            }
            if (current.length() > 0 && current.length() + 1 + rest.length() > width) {
                lines.add(current.toString());
                current.setLength(0);
            }
            current.append(current.length() == 0 ? "" : " ").append(rest);
        }
        lines.add(current.toString());
        return lines;
    }

    private void line(String text) {
        out.append(text.stripTrailing()).append('\n');
    }
}
