package dev.multistage.grader.advice;

import dev.multistage.grader.context.FilteredContext;
import dev.multistage.grader.context.IgnoreRules;
import dev.multistage.grader.context.TreeEntry;
import dev.multistage.grader.dockerfile.Instruction;
import dev.multistage.grader.dockerfile.Keyword;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** T11: the build context holds what no build needs. Speaks only where the context is known. */
final class IgnoreFileRule implements Rule {

    static final Topic MISSING =
            new Topic(
                    "T11",
                    "dockerignore-missing",
                    Weight.MISTAKE,
                    "Nothing keeps the build context small",
                    "COPY takes all of it: the image grows, and every commit, log or local build"
                            + " makes the cache miss.");

    static final Topic INSUFFICIENT =
            new Topic(
                    "T11",
                    "dockerignore-insufficient",
                    Weight.MISTAKE,
                    "The .dockerignore lets through what no build needs",
                    "COPY takes it along: the image grows, and every change of it makes the cache"
                            + " miss.");

    static final Topic DEAD =
            new Topic(
                    "T11",
                    "dockerignore-dead-pattern",
                    Weight.TIP,
                    "A pattern in the .dockerignore cannot match",
                    "Only a line that begins with # is a comment; behind a pattern the words belong"
                            + " to it.");

    /** Directories that version control, package managers, compilers and editors make. */
    private static final List<String> NEEDLESS =
            List.of(
                    ".git",
                    "node_modules",
                    "target",
                    ".venv",
                    "venv",
                    "__pycache__",
                    ".idea",
                    ".vscode",
                    ".gradle",
                    ".pytest_cache",
                    ".mypy_cache",
                    "coverage",
                    ".terraform",
                    ".tox");

    private static final Pattern COMMENT = Pattern.compile("\\S.*\\s#.*");

    @Override
    public List<Topic> topics() {
        return List.of(MISSING, INSUFFICIENT, DEAD);
    }

    @Override
    public void judge(Reading reading, Notebook notebook) {
        if (reading.context().isEmpty()) {
            return;
        }
        FilteredContext context = reading.context().get();
        for (IgnoreRules.Rule rule : context.unusedRules()) {
            if (COMMENT.matcher(rule.text()).matches()) {
                notebook.note(
                        DEAD,
                        context.ignoreFile().orElse(".dockerignore"),
                        rule.line(),
                        rule.text(),
                        "\"" + rule.text() + "\" matches only a path with these very words.",
                        "Put the comment on a line of its own.");
            }
        }
        reading.all().stream()
                .filter(Step::copiesWholeContext)
                .min(Comparator.comparing((Step step) -> !reading.ships(step.stage())))
                .ifPresent(copy -> judge(reading, context, copy, notebook));
    }

    private static void judge(
            Reading reading, FilteredContext context, Step copy, Notebook notebook) {
        Map<String, Long> needless = new TreeMap<>();
        boolean git = usesGit(reading, copy);
        for (TreeEntry entry : context.included()) {
            if (entry.kind() == TreeEntry.Kind.FILE) {
                needless(entry.path(), copied(reading))
                        .filter(name -> !(git && name.equals(".git")))
                        .ifPresent(name -> needless.merge(name, entry.size(), Long::sum));
            }
        }
        if (needless.isEmpty()) {
            return;
        }
        List<String> names =
                needless.entrySet().stream()
                        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                        .limit(4)
                        .map(entry -> entry.getKey() + " (" + megabytes(entry.getValue()) + ")")
                        .toList();
        String patterns = String.join(", ", needless.keySet());
        notebook.note(
                context.ignoreFile().isPresent() ? INSUFFICIENT : MISSING,
                copy.span(),
                "Line "
                        + copy.line()
                        + " copies "
                        + String.join(", ", names)
                        + (context.ignoreFile().isPresent()
                                ? "; " + context.ignoreFile().get() + " does not leave it out."
                                : "; there is no .dockerignore."),
                (context.ignoreFile().isPresent()
                                ? "Add to " + context.ignoreFile().get() + ", one a line: "
                                : "Write a .dockerignore at the top of the build context; one a line: ")
                        + patterns);
    }

    /**
     * Returns the needless directory that a path lies in, unless the Dockerfile copies it by name.
     */
    private static Optional<String> needless(String path, List<String> wanted) {
        String[] parts = path.split("/");
        for (int i = 0; i < parts.length - 1; i++) {
            if (NEEDLESS.contains(parts[i])) {
                boolean source = parts[i].equals("target") || parts[i].equals("coverage");
                // in the depth of sources these are ordinary names
                if (!(source && i > 0) && !wanted.contains(parts[i])) {
                    return Optional.of(i == 0 ? parts[i] : "**/" + parts[i]);
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> copied(Reading reading) {
        return reading.all().stream()
                .filter(Step::readsContext)
                .flatMap(step -> step.sources().stream())
                .map(source -> Paths.absolute("/", source).substring(1).split("/")[0])
                .toList();
    }

    /** A build may read its version from the repository. */
    private static boolean usesGit(Reading reading, Step copy) {
        return reading.all().stream()
                .filter(step -> step.is(Keyword.RUN))
                .map(Step::instruction)
                .map(Instruction::text)
                .anyMatch(
                        text ->
                                text.matches(
                                        "(?s).*\\bgit\\s+(?:describe|rev-parse|log|rev-list).*"));
    }

    private static String megabytes(long bytes) {
        return bytes < 100_000
                ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
