package dev.multistage.grader.advice;

import java.util.Comparator;
import java.util.Optional;

/**
 * Something in a Dockerfile or a .dockerignore that would be better otherwise. It never changes a
 * score.
 *
 * @param topic what it is about
 * @param file the file, as the caller named it
 * @param span the place in it
 * @param text the line; untrusted
 * @param observed what is there, with figures where there are some; may hold untrusted text
 * @param next the next move
 * @param suppressed which comment tells another tool to be silent here; it is reported, not obeyed
 */
public record Advice(
        Topic topic,
        String file,
        Span span,
        String text,
        String observed,
        String next,
        Optional<String> suppressed) {

    static final Comparator<Advice> BEST_FIRST =
            Comparator.comparing((Advice advice) -> advice.topic().weight())
                    .thenComparing(Advice::file)
                    .thenComparingInt(advice -> advice.span().line())
                    .thenComparingInt(advice -> advice.span().column())
                    .thenComparing(advice -> advice.topic().reference())
                    .thenComparing(advice -> advice.topic().name());

    /** Returns the check's number, for example {@code T06}. */
    public String reference() {
        return topic.reference();
    }

    /** Returns the name of the topic. */
    public String name() {
        return topic.name();
    }

    /** Returns the first line. */
    public int line() {
        return span.line();
    }
}
