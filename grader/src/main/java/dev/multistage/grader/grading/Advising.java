package dev.multistage.grader.grading;

import dev.multistage.grader.advice.Advice;
import dev.multistage.grader.advice.Advisor;
import dev.multistage.grader.advice.Weight;
import dev.multistage.grader.check.Place;
import dev.multistage.grader.context.FilteredContext;
import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.exercise.Declaration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Turns advice into findings beside the rubric: they never change a score. */
final class Advising {

    /** More would hide what the exercise is about. */
    private static final int MOST = 3;

    /** Different looks at one mistake: a stage for building that ships. */
    private static final Set<String> TOO_MUCH_SHIPS = Set.of("T02", "T03", "T04", "T05");

    private Advising() {}

    /** Returns the best advice about a Dockerfile on what its exercise does not grade. */
    static List<Finding> about(
            Declaration declaration,
            String file,
            Dockerfile dockerfile,
            Optional<FilteredContext> context) {
        if (!declaration.editable().contains(file)) {
            // a Dockerfile that is only to be read: advice would give answers away
            return List.of();
        }
        Set<String> graded = graded(declaration);
        return Advisor.advise(dockerfile, file, context).stream()
                .filter(advice -> advice.topic().weight() != Weight.TIP)
                .filter(advice -> !graded.contains(advice.reference()))
                .limit(MOST)
                .map(Advising::finding)
                .toList();
    }

    private static Set<String> graded(Declaration declaration) {
        Set<String> references = new TreeSet<>();
        declaration
                .rubric()
                .forEach(criterion -> references.add(criterion.check().description().reference()));
        if (references.stream().anyMatch(TOO_MUCH_SHIPS::contains)) {
            references.addAll(TOO_MUCH_SHIPS);
        }
        return references;
    }

    private static Finding finding(Advice advice) {
        return new Finding(
                "",
                advice.name(),
                advice.reference(),
                Finding.Status.ADVICE,
                Finding.Because.NONE,
                "",
                0,
                0,
                advice.topic().title(),
                advice.topic().title(),
                advice.observed(),
                "",
                List.of(
                        Place.line(
                                advice.file(),
                                advice.span().line(),
                                advice.span().endLine(),
                                advice.text())),
                advice.topic().why(),
                advice.next(),
                "");
    }
}
