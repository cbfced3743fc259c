package dev.multistage.grader.report;

import dev.multistage.grader.check.Place;
import dev.multistage.grader.check.Sizes;
import dev.multistage.grader.grading.Finding;
import dev.multistage.grader.grading.Grade;
import dev.multistage.grader.grading.GradedImage;
import dev.multistage.grader.grading.Mark;
import dev.multistage.grader.picture.Markup;
import java.util.List;
import java.util.Locale;

/**
 * A grade as one HTML page that needs nothing else: no script, no other file, no network. It
 * follows the reader's choice of a light or dark screen, prints, and reads well aloud.
 */
final class HtmlReport {

    private final StringBuilder out = new StringBuilder();

    /** Renders a grade. */
    String render(Graded graded) {
        out.setLength(0);
        Grade grade = graded.grade();
        String title = grade.exercise().id() + ": " + grade.exercise().declaration().title();
        out.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append(
                        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append(
                        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';")
                .append(" style-src 'unsafe-inline'\">\n<title>")
                .append(graded.verdict())
                .append(": ")
                .append(Markup.oneLine(title))
                .append("</title>\n<style>\n")
                .append(HtmlPage.STYLE)
                .append("</style>\n</head>\n<body>\n<header>\n<h1>")
                .append(Markup.oneLine(title))
                .append("</h1>\n");
        ending(graded);
        out.append("</header>\n<main>\n");
        toFix(graded);
        criteria(graded.criteria());
        for (GradedImage image : grade.images()) {
            HtmlImages.append(out, image, graded);
        }
        advice(graded);
        notes(grade.notes());
        out.append("</main>\n<footer>\n");
        made(graded);
        return out.append("</footer>\n</body>\n</html>\n").toString();
    }

    private void ending(Graded graded) {
        Grade grade = graded.grade();
        out.append("<p class=\"ending ")
                .append(grade.status().name().toLowerCase(Locale.ROOT))
                .append("\"><strong>")
                .append(graded.verdict())
                .append("</strong> ");
        if (grade.trouble().isPresent()) {
            String said = grade.trouble().get().message() + " " + grade.trouble().get().remedy();
            out.append("This is not your Dockerfile: ").append(Markup.oneLine(said));
        } else {
            out.append(graded.points());
            int failed = graded.failed().size();
            if (failed > 0) {
                out.append(", ").append(failed).append(failed == 1 ? " thing" : " things");
                out.append(" to fix");
            }
        }
        out.append("</p>\n");
        for (Mark mark : grade.marks()) {
            if (mark.reached()) {
                out.append("<p class=\"mark\">Mark reached: <strong>")
                        .append(Markup.oneLine(mark.id()))
                        .append("</strong>, at most ")
                        .append(Sizes.limit(mark.megabytes()))
                        .append("</p>\n");
            }
        }
        graded.recorded()
                .ifPresent(
                        recorded ->
                                out.append("<p>")
                                        .append(Markup.oneLine(TextChange.of(recorded)))
                                        .append("</p>\n"));
    }

    private void toFix(Graded graded) {
        if (graded.failed().isEmpty()) {
            return;
        }
        out.append(
                "<section aria-labelledby=\"to-fix\">\n<h2 id=\"to-fix\">What to fix</h2>\n<ol>\n");
        for (Finding finding : graded.failed()) {
            out.append("<li>\n<h3>").append(Markup.oneLine(finding.title()));
            out.append(" <span class=\"faint\">")
                    .append(finding.points() + " of " + finding.of())
                    .append(" points, ")
                    .append(Markup.oneLine(finding.code()))
                    .append("</span></h3>\n<dl>\n");
            term("Measured", firstLine(finding.observed()));
            quoted(finding.observed());
            term("Wanted", finding.expected());
            places(finding.where());
            term("Why", finding.why());
            term("Next", finding.next());
            if (!finding.hint().isEmpty()) {
                term("Help", "./grade hint " + graded.grade().exercise().id());
            }
            out.append("</dl>\n</li>\n");
        }
        out.append("</ol>\n</section>\n");
    }

    private void term(String name, String text) {
        if (!text.isBlank()) {
            out.append("<dt>").append(name).append("</dt><dd>");
            out.append(Markup.oneLine(text)).append("</dd>\n");
        }
    }

    /** What a build said, its last lines. */
    private void quoted(String observed) {
        List<String> log = observed.lines().skip(1).toList();
        if (!log.isEmpty()) {
            out.append("<dd><pre>");
            log.subList(Math.max(0, log.size() - 20), log.size())
                    .forEach(line -> out.append(Markup.escape(line)).append('\n'));
            out.append("</pre></dd>\n");
        }
    }

    private void places(List<Place> places) {
        if (places.isEmpty()) {
            return;
        }
        out.append("<dt>Where</dt>\n");
        for (Place place : places) {
            out.append("<dd>");
            if (place.bytes() >= 0) {
                out.append(Sizes.megabytes(place.bytes())).append(' ');
            }
            if (place.line() > 0) {
                out.append(Markup.oneLine(place.file() + ":" + place.line())).append(' ');
            }
            out.append("<code>")
                    .append(Markup.oneLine(place.path().isEmpty() ? place.text() : place.path()))
                    .append("</code></dd>\n");
        }
    }

    private void criteria(List<Finding> criteria) {
        if (criteria.isEmpty()) {
            return;
        }
        out.append("<section aria-labelledby=\"criteria\">\n<h2 id=\"criteria\">Criteria</h2>\n")
                .append(
                        "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-labelledby=\"criteria\">")
                .append("<table>\n<thead><tr><th scope=\"col\">Verdict</th>")
                .append("<th scope=\"col\">Criterion</th><th scope=\"col\">Measured</th>")
                .append("<th scope=\"col\" class=\"figure\">Points</th></tr></thead>\n<tbody>\n");
        for (Finding finding : criteria) {
            String status = finding.status().name().toLowerCase(Locale.ROOT);
            out.append("<tr class=\"").append(status).append("\"><td class=\"verdict\">");
            out.append(
                    switch (finding.status()) {
                        case PASSED -> "✔ pass";
                        case FAILED -> "✘ fail";
                        default -> "– skip";
                    });
            out.append("</td><th scope=\"row\">").append(Markup.oneLine(finding.requirement()));
            out.append("</th><td>").append(Markup.oneLine(firstLine(finding.observed())));
            if (finding.status() == Finding.Status.SKIPPED) {
                out.append(" <span class=\"faint\">(")
                        .append(Graded.because(finding))
                        .append(")</span>");
            }
            out.append("</td><td class=\"figure\">")
                    .append(finding.points() + "/" + finding.of())
                    .append("</td></tr>\n");
        }
        out.append("</tbody>\n</table></div>\n</section>\n");
    }

    private void advice(Graded graded) {
        if (graded.advice().isEmpty()) {
            return;
        }
        out.append("<section aria-labelledby=\"advice\">\n<h2 id=\"advice\">Advice</h2>\n")
                .append("<p>It never changes the score.</p>\n<ul>\n");
        for (Finding advice : graded.advice()) {
            out.append("<li>\n<h3>").append(Markup.oneLine(advice.requirement()));
            out.append("</h3>\n<dl>\n");
            term("Seen", firstLine(advice.observed()));
            places(advice.where());
            term("Why", advice.why());
            term("Next", advice.next());
            out.append("</dl>\n</li>\n");
        }
        out.append("</ul>\n</section>\n");
    }

    private void notes(List<String> notes) {
        if (notes.isEmpty()) {
            return;
        }
        out.append("<section aria-labelledby=\"notes\">\n<h2 id=\"notes\">Notes</h2>\n<ul>\n");
        notes.forEach(note -> out.append("<li>").append(Markup.escape(note)).append("</li>\n"));
        out.append("</ul>\n</section>\n");
    }

    private void made(Graded graded) {
        Grade grade = graded.grade();
        out.append("<p>Graded by the multi-stage workbench ")
                .append(Markup.oneLine(graded.graderVersion()));
        grade.engine()
                .ifPresent(
                        engine ->
                                out.append(" with Docker Engine ")
                                        .append(
                                                Markup.oneLine(
                                                        engine.version()
                                                                + ", "
                                                                + engine.platform())));
        out.append(String.format(Locale.ROOT, " in %.1f s. ", grade.timing().total()))
                .append("MB are 10<sup>6</sup> bytes. Submission <code>")
                .append(Markup.oneLine(grade.digest()))
                .append("</code></p>\n");
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
