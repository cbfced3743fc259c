package dev.multistage.site.serve;

import dev.multistage.grader.check.Sizes;
import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.picture.ImageBars;
import dev.multistage.grader.picture.Markup;
import dev.multistage.grader.site.SiteDefectException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Pages about a learner's attempts. They work without a script. */
final class AttemptPages {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss", Locale.ENGLISH)
                    .withZone(ZoneId.systemDefault());

    /** Older attempts have their files, and no row. */
    private static final int MOST_ROWS = 100;

    private final LearnerState state;
    private final Frame frame;

    /** Puts content into the frame that all pages of the site have. */
    interface Frame {
        /**
         * Returns the page.
         *
         * @param file its path from the root of the site
         * @param title its title, as text
         * @param head its heading, as HTML
         * @param body its content, as HTML
         */
        String page(String file, String title, String head, String body);
    }

    AttemptPages(LearnerState state, Frame frame) {
        this.state = state;
        this.frame = frame;
    }

    private String page(Exercise exercise, String file, String title, String body) {
        String head =
                """
                <p class="eyebrow"><a href="../%s.html">%s</a></p>
                <h1>%s</h1>
                """
                        .formatted(
                                exercise.id(),
                                Markup.escape(
                                        "Exercise "
                                                + exercise.id().number()
                                                + ": "
                                                + exercise.declaration().title()),
                                Markup.escape(title));
        return frame.page("attempts/" + file, title, head, body);
    }

    /** Returns the list of attempts at an exercise. */
    String list(Exercise exercise) {
        List<Integer> numbers = state.attempts(exercise.id()).numbers();
        StringBuilder body = new StringBuilder();
        if (numbers.isEmpty()) {
            body.append(
                            "<p>Nothing was graded yet. Grade it on the page of the lesson, or type <code>./grade ")
                    .append(exercise.id())
                    .append("</code> in a terminal.</p>\n");
        } else {
            rows(body, exercise, numbers);
        }
        return page(exercise, exercise.id() + ".html", "Your attempts", body.toString());
    }

    private void rows(StringBuilder body, Exercise exercise, List<Integer> numbers) {
        body.append("<form action=\"")
                .append(exercise.id())
                .append("-compare.html\"><div class=\"table\"><table>\n<thead><tr>")
                // narrow screens show the first columns
                .append("<th scope=\"col\">Attempt</th><th scope=\"col\">Compare</th>")
                .append("<th scope=\"col\">Result</th>")
                .append("<th scope=\"col\" class=\"number\">Points</th>")
                .append("<th scope=\"col\" class=\"number\">Image</th>")
                .append("<th scope=\"col\">When</th></tr></thead>\n<tbody>\n");
        int from = Math.max(0, numbers.size() - MOST_ROWS);
        for (int i = numbers.size() - 1; i >= from; i--) {
            int number = numbers.get(i);
            Optional<GradeDocument> attempt = state.attempt(exercise.id(), number);
            body.append("<tr><th scope=\"row\">");
            if (attempt.isEmpty()) {
                body.append(number)
                        .append(
                                "</th><td colspan=\"5\">cannot be read: its file is damaged, or another")
                        .append(" version of the grader wrote it</td></tr>\n");
                continue;
            }
            boolean older = i == numbers.size() - 2;
            boolean newest = i == numbers.size() - 1;
            row(body, exercise, attempt.get(), older, newest);
        }
        body.append("</tbody></table></div>\n");
        if (numbers.size() > 1) {
            body.append("<p><button>Compare the two</button></p>\n");
        }
        body.append("</form>\n");
    }

    private static void row(
            StringBuilder body, Exercise exercise, GradeDocument document, boolean a, boolean b) {
        int number = document.attempt().number();
        body.append("<a href=\"%s-%d.html\">%d</a></th>".formatted(exercise.id(), number, number))
                .append("<td class=\"choose\">")
                .append(radio("a", "before", number, a))
                .append(radio("b", "after", number, b))
                .append("</td><td>")
                .append(result(document))
                .append("</td><td class=\"number\">")
                .append(points(document))
                .append("</td><td class=\"number\">")
                .append(bytes(document))
                .append("</td><td>")
                .append(TIME.format(document.attempt().at()))
                .append("</td></tr>\n");
    }

    private static String radio(String name, String word, int number, boolean checked) {
        return "<label><input type=\"radio\" name=\"%s\" value=\"%d\"%s> %s<span class=\"unseen\"> attempt %d</span></label> "
                .formatted(name, number, checked ? " checked" : "", word, number);
    }

    private static String result(GradeDocument document) {
        return document.attempt().result().passed() ? "✓ passed" : "✗ not passed";
    }

    private static String points(GradeDocument document) {
        return document.attempt().result().points() + " of " + document.attempt().result().of();
    }

    private static String bytes(GradeDocument document) {
        return document.attempt().result().bytes().isPresent()
                ? Sizes.megabytes(document.attempt().result().bytes().getAsLong())
                : "–";
    }

    /** Returns the report of an attempt; empty if it cannot be read. */
    Optional<String> report(Exercise exercise, int number) {
        return state.attempt(exercise.id(), number)
                .map(
                        document ->
                                page(
                                        exercise,
                                        exercise.id() + "-" + number + ".html",
                                        "Attempt " + number,
                                        report(exercise, document)));
    }

    private String report(Exercise exercise, GradeDocument document) {
        StringBuilder body = new StringBuilder();
        body.append("<p><strong>")
                .append(result(document))
                .append("</strong>, ")
                .append(points(document))
                .append(" points, ")
                .append(TIME.format(document.attempt().at()))
                .append(". <a href=\"")
                .append(exercise.id())
                .append(".html\">All attempts</a></p>\n");
        FindingList.append(body, document.findings());
        List<AttemptImage> images = document.images();
        if (!images.isEmpty()) {
            body.append("<h2 id=\"bytes\">Where the bytes are</h2>\n");
        }
        Optional<ImageBars> starter =
                images.size() == 1 ? StarterImage.of(exercise) : Optional.empty();
        images.forEach(image -> body.append(image.pictures(starter)));
        return body.toString();
    }

    /** Returns the pictures of the last attempt, to stand in a lesson; empty if it has no image. */
    String picture(Exercise exercise) {
        StringBuilder html = new StringBuilder();
        state.last(exercise.id())
                .ifPresent(
                        document ->
                                document.images().forEach(image -> html.append(image.pictures())));
        return html.toString();
    }

    /** Returns what changed between two attempts; empty if one of them cannot be read. */
    Optional<String> comparison(Exercise exercise, OptionalInt a, OptionalInt b) {
        Optional<GradeDocument> before = one(exercise, a);
        Optional<GradeDocument> after = one(exercise, b);
        if (before.isEmpty() || after.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                page(
                        exercise,
                        exercise.id() + "-compare.html",
                        "Attempt "
                                + before.get().attempt().number()
                                + " and attempt "
                                + after.get().attempt().number(),
                        Differences.html(before.get(), after.get())));
    }

    private Optional<GradeDocument> one(Exercise exercise, OptionalInt number) {
        return number.isEmpty()
                ? Optional.empty()
                : state.attempt(exercise.id(), number.getAsInt());
    }

    /** Reads a number out of a query such as {@code a=2&b=3}. */
    static OptionalInt number(String query, String name) {
        for (String part : (query == null ? "" : query).split("&")) {
            if (part.matches(name + "=[1-9][0-9]{0,8}")) {
                return OptionalInt.of(Integer.parseInt(part.substring(name.length() + 1)));
            }
        }
        return OptionalInt.empty();
    }

    /** Says why the course's texts make no pages at the moment. */
    String defects(SiteDefectException defects) {
        StringBuilder body = new StringBuilder();
        body.append("<p>Pages come back as soon as this is repaired; nothing has to be started")
                .append(" again.</p>\n<ul>\n");
        defects.getMessage()
                .lines()
                .forEach(
                        line -> body.append("<li>").append(Markup.oneLine(line)).append("</li>\n"));
        return frame.page(
                "defects.html",
                "The course has a defect",
                "<h1>The course has a defect</h1>\n",
                body.append("</ul>\n").toString());
    }

    /** Says that there is no such attempt. */
    String missing(Exercise exercise) {
        return page(
                exercise,
                exercise.id() + "-missing.html",
                "No such attempt",
                "<p>There is no such attempt, its file is damaged, or another version of the grader"
                        + " wrote it. <a href=\""
                        + exercise.id()
                        + ".html\">All attempts</a></p>\n");
    }
}
