package dev.multistage.grader.grading;

import dev.multistage.grader.advice.Advice;
import dev.multistage.grader.advice.Advisor;
import dev.multistage.grader.advice.Weight;
import dev.multistage.grader.context.FilteredContext;
import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.explain.Remark;
import java.util.List;
import java.util.Optional;

/** What the text of a Dockerfile shows beside what its image was measured to hold. */
final class StaticAdvice {

    /** Of these the image itself tells, with bytes: build tools, caches, sources, waste. */
    private static final String MEASURED = "T0[1-9]|T10";

    private StaticAdvice() {}

    /** Returns advice on everything but bytes, as remarks of an explanation. */
    static List<Remark> about(
            Dockerfile dockerfile, String file, Optional<FilteredContext> context) {
        return Advisor.advise(dockerfile, file, context).stream()
                .filter(advice -> advice.topic().weight() != Weight.TIP)
                .filter(advice -> !advice.reference().matches(MEASURED))
                .map(StaticAdvice::remark)
                .toList();
    }

    private static Remark remark(Advice advice) {
        return new Remark(
                advice.name(),
                advice.topic().title() + ": " + advice.observed().replaceFirst("\\.$", ""),
                0,
                List.of(
                        new Remark.Where(
                                "at",
                                advice.span().line(),
                                advice.span().endLine(),
                                "",
                                advice.text(),
                                true)),
                List.of(),
                advice.topic().why(),
                advice.next());
    }
}
