package dev.multistage.grader.check;

import dev.multistage.grader.context.FilteredContext;
import dev.multistage.grader.context.IgnoreRules;
import dev.multistage.grader.context.IgnoreRules.Rule;
import dev.multistage.grader.context.IgnoreSyntaxException;
import dev.multistage.grader.context.TreeEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Demands that files which no build needs are not in the build context.
 *
 * @param files globs below {@code app/}
 */
@Describes(
        name = "context-leaves-out",
        reference = "T11",
        summary = "Files that no build needs are left out of the build context.",
        failures = {
            @Failure(
                    code = "context-too-wide",
                    title = "The build context holds what no build needs",
                    why =
                            "What is in the context can end up in a layer with the next COPY, on every"
                                    + " machine that builds, with whatever lies there.")
        })
public record ContextLeavesOut(List<String> files) implements ContextCheck {

    private static final int MOST_PLACES = 5;

    public ContextLeavesOut {
        if (files == null || files.isEmpty()) {
            throw new IllegalArgumentException("\"files\" names no file");
        }
        files = List.copyOf(files);
    }

    @Override
    public String requirement() {
        return "nothing in the context that no build needs";
    }

    @Override
    public Outcome examine(ContextEvidence evidence) {
        FilteredContext context = evidence.context();
        List<TreeEntry> found = new ArrayList<>();
        for (Glob glob : files.stream().map(Glob::of).toList()) {
            for (TreeEntry entry : context.included()) {
                if (entry.kind() != TreeEntry.Kind.DIRECTORY
                        && !found.contains(entry)
                        && glob.matches(entry.path())) {
                    found.add(entry);
                }
            }
        }
        if (found.isEmpty()) {
            return Outcome.passed("left out");
        }
        String example = found.get(0).path();
        Optional<Near> near =
                context.ignoreFile().flatMap(file -> near(context.rules(), example, file));
        List<Place> places = new ArrayList<>();
        found.stream()
                .limit(MOST_PLACES)
                .forEach(entry -> places.add(Place.path(entry.path(), entry.size())));
        near.ifPresent(n -> places.add(n.place()));
        return Outcome.failed("context-too-wide")
                .observed(
                        found.size()
                                + (found.size() == 1 ? " file" : " files")
                                + " got through, for example "
                                + example)
                .expected("no " + String.join(", no ", files))
                .at(places)
                .next(
                        near.map(Near::says)
                                .orElse(
                                        context.ignoreFile().isEmpty()
                                                ? "There is no .dockerignore. Write one beside the"
                                                        + " Dockerfile."
                                                : "No pattern of .dockerignore fits it. Add one."));
    }

    /** A rule that nearly left a file out, or that let it in, and what is wrong with it. */
    private record Near(Place place, String says) {}

    private static Optional<Near> near(IgnoreRules rules, String path, String file) {
        Optional<Rule> decided = rules.decide(path).rule();
        if (decided.isPresent() && decided.get().negated()) {
            return Optional.of(
                    near(decided.get(), file, " lets it in: the last pattern that fits decides."));
        }
        String name = path.substring(path.lastIndexOf('/') + 1);
        for (Rule rule : rules.rules()) {
            if (!rule.negated()) {
                int hash = rule.text().indexOf(" #");
                if (hash > 0 && excludes(rule.text().substring(0, hash), path)) {
                    return Optional.of(
                            near(
                                    rule,
                                    file,
                                    " fits nothing: # begins a comment only at the start of a"
                                            + " line."));
                }
                if (excludes("**/" + rule.pattern(), path) || excludes(rule.pattern(), name)) {
                    return Optional.of(
                            near(
                                    rule,
                                    file,
                                    " fits the top folder only; **/"
                                            + rule.pattern()
                                            + " fits in every folder."));
                }
            }
        }
        return Optional.empty();
    }

    private static Near near(Rule rule, String file, String says) {
        return new Near(
                Place.line(file, rule.line(), rule.line(), rule.text()),
                "Line " + rule.line() + " of " + file + " (" + rule.text() + ")" + says);
    }

    private static boolean excludes(String pattern, String path) {
        try {
            return IgnoreRules.parse(pattern).excludes(path);
        } catch (IgnoreSyntaxException malformed) {
            return false;
        }
    }
}
