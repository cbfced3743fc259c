package dev.multistage.grader.report;

import dev.multistage.grader.advice.Advice;
import dev.multistage.grader.advice.Weight;
import java.util.List;

/** Advice about a Dockerfile, for a person. */
public final class AdviceReport {

    private static final int INDENT = 4;

    private final Style style;
    private final StringBuilder out = new StringBuilder();

    public AdviceReport(Style style) {
        this.style = style;
    }

    /**
     * Renders advice as text; the last line says how much there is.
     *
     * @param name what was read
     */
    public String text(String name, List<Advice> advice) {
        out.setLength(0);
        for (Advice one : advice) {
            render(one);
        }
        line(ending(name, advice));
        return style.fit(out.toString());
    }

    private void render(Advice advice) {
        String place = advice.file() + ":" + advice.span().line() + ":" + advice.span().column();
        line(
                weight(advice.topic().weight())
                        + "  "
                        + style.bold(style.line(advice.topic().title()))
                        + "  "
                        + style.faint(advice.reference() + " " + advice.name()));
        line(" ".repeat(INDENT) + style.line(place));
        quote(advice);
        paragraph("", advice.observed());
        paragraph("why   ", advice.topic().why());
        paragraph("next  ", advice.next());
        advice.suppressed()
                .ifPresent(
                        comment ->
                                paragraph(
                                        "note  ",
                                        "Another tool is told to be silent here ("
                                                + comment
                                                + "); that changes nothing here."));
        line("");
    }

    private void quote(Advice advice) {
        String text = style.line(advice.text());
        int room = style.width() - INDENT - 2;
        line(" ".repeat(INDENT) + style.bold(">") + " " + style.cut(text, room));
    }

    private void paragraph(String label, String text) {
        List<String> lines =
                Columns.wrap(style.line(text), style.width() - INDENT - label.length());
        for (int i = 0; i < lines.size(); i++) {
            String head = i == 0 ? style.faint(label) : " ".repeat(label.length());
            line(" ".repeat(INDENT) + head + lines.get(i));
        }
    }

    private String weight(Weight weight) {
        return switch (weight) {
            case MISTAKE -> style.red("mistake");
            case IMPROVEMENT -> style.yellow("improve");
            case TIP -> style.faint("tip    ");
        };
    }

    private String ending(String name, List<Advice> advice) {
        if (advice.isEmpty()) {
            return style.line(name) + ": nothing to say.";
        }
        return style.line(name)
                + ": "
                + count(advice, Weight.MISTAKE, "mistake", "mistakes")
                + ", "
                + count(advice, Weight.IMPROVEMENT, "improvement", "improvements")
                + ", "
                + count(advice, Weight.TIP, "tip", "tips")
                + ".";
    }

    private static String count(List<Advice> advice, Weight weight, String one, String more) {
        long count = advice.stream().filter(a -> a.topic().weight() == weight).count();
        return count + " " + (count == 1 ? one : more);
    }

    private void line(String text) {
        out.append(text.stripTrailing()).append('\n');
    }
}
