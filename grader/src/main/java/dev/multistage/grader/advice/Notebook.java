package dev.multistage.grader.advice;

import dev.multistage.grader.dockerfile.Dockerfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects advice. */
final class Notebook {

    /** A file with more than this is beyond advice. */
    private static final int MOST = 500;

    private final Dockerfile dockerfile;
    private final String file;
    private final Suppressions suppressions;
    private final List<Advice> advice = new ArrayList<>();

    Notebook(Dockerfile dockerfile, String file, Suppressions suppressions) {
        this.dockerfile = dockerfile;
        this.file = file;
        this.suppressions = suppressions;
    }

    /** Notes something about a place in the Dockerfile; the same is noted once. */
    void note(Topic topic, Span span, String observed, String next) {
        note(
                topic,
                file,
                span,
                dockerfile.line(span.line()).strip(),
                observed,
                next,
                suppressions.at(span.line()));
    }

    /** Notes something about a line of another file. */
    void note(Topic topic, String otherFile, int line, String text, String observed, String next) {
        note(topic, otherFile, Span.line(line, text), text, observed, next, Optional.empty());
    }

    private void note(
            Topic topic,
            String where,
            Span span,
            String text,
            String observed,
            String next,
            Optional<String> suppressed) {
        boolean known =
                advice.stream()
                        .anyMatch(
                                other ->
                                        other.topic().equals(topic)
                                                && other.file().equals(where)
                                                && other.line() == span.line());
        if (!known && advice.size() < MOST) {
            advice.add(new Advice(topic, where, span, text, observed, next, suppressed));
        }
    }

    boolean has(Topic topic) {
        return advice.stream().anyMatch(other -> other.topic().equals(topic));
    }

    List<Advice> bestFirst() {
        return advice.stream().sorted(Advice.BEST_FIRST).toList();
    }
}
