package dev.multistage.grader.advice;

import dev.multistage.grader.context.TreeEntry;
import dev.multistage.grader.dockerfile.Keyword;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** T17: what the program expects of a system, and an empty base does not have. */
final class RuntimeFilesRule implements Rule {

    static final Topic CERTIFICATES =
            new Topic(
                    "T17",
                    "certificates-missing",
                    Weight.MISTAKE,
                    "HTTPS calls cannot be verified",
                    "A program verifies servers with the system's list of certificate authorities,"
                            + " and scratch has none: every call ends with \"unknown authority\".");

    static final Topic ZONES =
            new Topic(
                    "T17",
                    "time-zones-missing",
                    Weight.IMPROVEMENT,
                    "Time zones cannot be found",
                    "A program reads time zones from /usr/share/zoneinfo, and scratch has none.");

    static final Topic SHELL =
            new Topic(
                    "T17",
                    "run-without-shell",
                    Weight.MISTAKE,
                    "RUN needs a shell that the base does not have",
                    "The shell form of RUN starts /bin/sh in the image that is being built.");

    private static final Pattern CALLS =
            Pattern.compile("\"https://(?!localhost|127\\.|example\\.)");
    private static final Pattern LOCATION = Pattern.compile("time\\.LoadLocation\\(");
    private static final int MOST_FILES = 300;

    @Override
    public List<Topic> topics() {
        return List.of(CERTIFICATES, ZONES, SHELL);
    }

    @Override
    public void judge(Reading reading, Notebook notebook) {
        for (Step step : reading.all()) {
            if (step.is(Keyword.RUN) && step.instruction().jsonForm().isEmpty()) {
                boolean scratch =
                        reading.dockerfile().chain(step.stage()).get(0).base()
                                instanceof dev.multistage.grader.dockerfile.BaseReference.Scratch;
                boolean without =
                        (scratch
                                        || reading.base(step.stage())
                                                .filter(PublicImages::shellLess)
                                                .isPresent())
                                && !bringsShell(reading.chain(step.stage()), step);
                if (without) {
                    notebook.note(
                            SHELL,
                            step.span(),
                            "RUN stands in a stage on "
                                    + (scratch ? "scratch" : "distroless")
                                    + ", where no /bin/sh is.",
                            "Do it in the stage before, and COPY --from it the result.");
                }
            }
        }
        if (reading.onScratch()) {
            files(reading, notebook);
        }
    }

    private static boolean bringsShell(List<Step> steps, Step run) {
        return steps.subList(0, steps.indexOf(run)).stream()
                .anyMatch(
                        step ->
                                (step.is(Keyword.COPY) || step.is(Keyword.ADD))
                                        && (step.destination().filter("/"::equals).isPresent()
                                                || step.destination()
                                                        .filter(to -> to.startsWith("/bin"))
                                                        .isPresent()));
    }

    private static void files(Reading reading, Notebook notebook) {
        boolean rootCopied =
                reading.image().stream()
                        .anyMatch(
                                step ->
                                        step.from().isPresent()
                                                && step.destination()
                                                        .filter("/"::equals)
                                                        .isPresent()
                                                && step.sources().stream()
                                                        .anyMatch(
                                                                path ->
                                                                        !Paths.name(path)
                                                                                        .contains(
                                                                                                ".")
                                                                                && path.endsWith(
                                                                                        "/")));
        if (rootCopied) {
            return;
        }
        Span place = Reading.baseSpan(reading.dockerfile().finalStage());
        Optional<TreeEntry> caller = source(reading, CALLS, "x509roots");
        if (caller.isPresent()
                && !brings(reading, "ca-certificates", "/etc/ssl", "certs", ".pem", ".crt")) {
            notebook.note(
                    CERTIFICATES,
                    place,
                    caller.get().path()
                            + " calls an https address, and no certificates are copied.",
                    "COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/");
        }
        Optional<TreeEntry> zones = source(reading, LOCATION, "time/tzdata");
        boolean tag =
                reading.all().stream()
                        .anyMatch(step -> step.instruction().text().contains("timetzdata"));
        if (zones.isPresent() && !tag && !brings(reading, "zoneinfo")) {
            notebook.note(
                    ZONES,
                    place,
                    zones.get().path() + " loads a time zone, and none are copied.",
                    "COPY --from=build /usr/share/zoneinfo /usr/share/zoneinfo, or import _"
                            + " \"time/tzdata\".");
        }
    }

    private static boolean brings(Reading reading, String... words) {
        return reading.image().stream()
                .filter(step -> step.is(Keyword.COPY) || step.is(Keyword.ADD))
                .map(step -> step.instruction().text())
                .anyMatch(
                        text -> {
                            for (String word : words) {
                                if (text.contains(word)) {
                                    return true;
                                }
                            }
                            return false;
                        });
    }

    /** Returns a Go file that does something, unless one of them brings what it needs. */
    private static Optional<TreeEntry> source(Reading reading, Pattern pattern, String embedded) {
        List<TreeEntry> files =
                reading.context().stream()
                        .flatMap(context -> context.included().stream())
                        .filter(entry -> entry.kind() == TreeEntry.Kind.FILE)
                        .filter(
                                entry ->
                                        entry.path().endsWith(".go")
                                                && !entry.path().endsWith("_test.go"))
                        .limit(MOST_FILES)
                        .toList();
        Optional<TreeEntry> found = Optional.empty();
        for (TreeEntry file : files) {
            String text = NodeModules.read(file);
            if (text.contains(embedded)) {
                return Optional.empty();
            }
            if (found.isEmpty() && pattern.matcher(text).find()) {
                found = Optional.of(file);
            }
        }
        return found;
    }
}
