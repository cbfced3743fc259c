package dev.multistage.grader.report;

import dev.multistage.grader.check.Place;
import dev.multistage.grader.check.Sizes;
import dev.multistage.grader.grading.Finding;
import dev.multistage.grader.grading.Grade;
import dev.multistage.grader.grading.GradedImage;
import dev.multistage.grader.grading.Mark;
import dev.multistage.grader.grading.Score;
import dev.multistage.grader.progress.Recorded;
import java.util.List;
import java.util.Locale;

/** A grade for a person at a terminal. */
public final class TextReport {

    private static final int INDENT = 8;

    private final Style style;
    private final String help;
    private final StringBuilder out = new StringBuilder();

    public TextReport(Style style) {
        this(style, "");
    }

    /**
     * @param help how to get a hint here; empty for the command
     */
    public TextReport(Style style, String help) {
        this.style = style;
        this.help = help;
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
        String title =
                grade.exercise().id() + "  " + style.line(grade.exercise().declaration().title());
        Columns.wrap(title, style.width()).forEach(part -> line(style.bold(part)));
        line("");
        for (Finding finding : grade.findings()) {
            finding(finding);
        }
        images(grade);
        notes(grade);
        line("");
        for (String change : changes) {
            Columns.wrap(style.fit(change), style.width()).forEach(this::line);
        }
        help(grade);
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

    /** Renders one finding with all that is said about it. */
    public String render(Finding finding) {
        out.setLength(0);
        finding(finding);
        return style.fit(out.toString());
    }

    /** Renders only what is said about the images, and the notes. */
    public String renderImages(Grade grade) {
        out.setLength(0);
        images(grade);
        notes(grade);
        return style.fit(out.toString());
    }

    private void finding(Finding finding) {
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
        labelled("", finding.title() + ". [" + finding.code() + "]");
        places(finding.where());
        if (finding.observed().contains("\n")) {
            quoted(finding.observed().substring(finding.observed().indexOf('\n') + 1));
        }
        labelled("wanted", finding.expected());
        labelled("why", finding.why());
        labelled("next", finding.next());
        line("");
    }

    /** Says once for all failures where there is more help. */
    private void help(Grade grade) {
        grade.findings().stream()
                .filter(Finding::failed)
                .findFirst()
                .ifPresent(
                        first -> {
                            if (!first.hint().isEmpty()) {
                                String command = "./grade hint " + grade.exercise().id();
                                line("A hint: " + (help.isEmpty() ? command : help));
                            }
                            line("About a code: ./grade checks " + first.code());
                        });
    }

    private void head(Finding finding) {
        String points =
                finding.of() == 0
                        ? ""
                        : finding.points() + (style.plain() ? " of " : "/") + finding.of();
        String observed = style.line(firstLine(finding.observed()));
        int room = style.width() - INDENT - points.length() - 1;
        String requirement = finding.requirement();
        String text = requirement + ": " + observed;
        if (observed.isEmpty()) {
            text = requirement;
        }
        List<String> lines = Columns.wrap(text, room);
        line(verdict(finding.status()) + "  " + Columns.pad(lines.get(0), room) + " " + points);
        for (String more : lines.subList(1, lines.size())) {
            line(" ".repeat(INDENT) + more);
        }
    }

    /** Returns six columns. */
    private String verdict(Finding.Status status) {
        return switch (status) {
            case PASSED -> style.green(sign("✔", "+") + "pass");
            case FAILED -> style.red(sign("✘", "x") + "FAIL");
            case SKIPPED -> style.faint(sign("-", "-") + "skip");
            case ADVICE -> style.yellow(sign("!", "!") + "note");
        };
    }

    /** Returns nothing in plain text: the word behind it is enough, and is not read out twice. */
    private String sign(String unicode, String ascii) {
        return style.plain() ? "" : (style.signs() ? unicode : ascii) + " ";
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
            text.append(style.line(place.path().isEmpty() ? place.text() : place.path()));
            String shown = text.toString().stripTrailing();
            String mark = style.plain() ? "at " : "> ";
            int room = style.width() - INDENT - mark.length();
            line(" ".repeat(INDENT) + style.bold(mark) + style.cut(shown, room));
        }
    }

    private void quoted(String text) {
        List<String> lines = List.of(Printable.clean(text).split("\n"));
        int from = Math.max(0, lines.size() - 8);
        for (String quoted : lines.subList(from, lines.size())) {
            String mark = style.plain() ? "log: " : "| ";
            String shown = style.cut(style.fit(quoted), style.width() - INDENT - mark.length());
            line(" ".repeat(INDENT) + style.faint(mark + shown));
        }
    }

    private void labelled(String label, String text) {
        if (text.isEmpty()) {
            return;
        }
        int left = label.isEmpty() ? 0 : 8;
        List<String> lines = Columns.wrap(style.line(text), style.width() - INDENT - left);
        for (int i = 0; i < lines.size(); i++) {
            String head =
                    left == 0
                            ? ""
                            : i == 0 ? style.faint(Columns.pad(label, left)) : " ".repeat(left);
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
                text.append(", the bloated one has ")
                        .append(Sizes.megabytes(starter))
                        .append(" (")
                        .append(Words.times(starter, image.unpackedBytes()))
                        .append(" as much)");
            }
            line("");
            for (String wrapped : Columns.wrap(text.toString(), style.width())) {
                line(wrapped);
            }
            for (GradedImage.Base base : image.bases()) {
                if (base.standIn()) {
                    line("  " + style.line(base.reference()) + ": " + base.origin());
                }
            }
        }
        for (Mark mark : grade.images().isEmpty() ? List.<Mark>of() : grade.marks()) {
            line(
                    mark.reached()
                            ? style.green((style.plain() ? "mark " : sign("★", "*")) + mark.id())
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
            for (String wrapped : Columns.wrap("note: " + style.line(note), style.width())) {
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

    private void line(String text) {
        out.append(text.stripTrailing()).append('\n');
    }
}
