package dev.multistage.grader.report;

import java.util.Locale;
import java.util.function.BiFunction;

/** The formats of a grade: a new one is a class and a constant here. */
public enum GradeFormat {
    TEXT(GradeFormat::text),
    JSON((graded, style) -> new JsonReport(graded.graderVersion()).render(graded.grade())),
    JUNIT((graded, style) -> new JUnitReport().render(graded)),
    SARIF((graded, style) -> new SarifReport().render(graded)),
    HTML((graded, style) -> new HtmlReport().render(graded)),
    MARKDOWN((graded, style) -> new MarkdownReport().render(graded));

    private final BiFunction<Graded, Style, String> renderer;

    GradeFormat(BiFunction<Graded, Style, String> renderer) {
        this.renderer = renderer;
    }

    private static String text(Graded graded, Style style) {
        TextReport report = new TextReport(style);
        return graded.recorded()
                .map(recorded -> report.render(graded.grade(), recorded))
                .orElseGet(() -> report.render(graded.grade()));
    }

    /** Returns its name on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Renders a grade.
     *
     * @param style how to show text; documents for programs and browsers have their own
     */
    public String render(Graded graded, Style style) {
        return renderer.apply(graded, style);
    }
}
