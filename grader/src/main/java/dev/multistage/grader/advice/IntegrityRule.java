package dev.multistage.grader.advice;

import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.dockerfile.ImageUse;
import dev.multistage.grader.dockerfile.Keyword;
import java.util.List;
import java.util.Optional;

/** T25: what others may change under the build, and what is hidden from other tools. */
final class IntegrityRule implements Rule {

    static final Topic DOWNLOAD =
            new Topic(
                    "T25",
                    "unverified-download",
                    Weight.IMPROVEMENT,
                    "A download is run without being checked",
                    "Whoever controls the server, or the name, decides what is in your image.");

    static final Topic FRONTEND =
            new Topic(
                    "T25",
                    "foreign-frontend",
                    Weight.MISTAKE,
                    "A foreign program reads this Dockerfile",
                    "The image of the syntax line runs first and decides what every line means.");

    static final Topic SUPPRESSION =
            new Topic(
                    "T25",
                    "suppression-comment",
                    Weight.TIP,
                    "A comment silences a tool",
                    "It is shown so that nobody takes silence for praise. It has no effect here.");

    static final Topic ADD =
            new Topic(
                    "T25",
                    "add-where-copy-does",
                    Weight.TIP,
                    "ADD does more than it seems",
                    "ADD also unpacks archives and downloads addresses; COPY only copies, and says"
                            + " so.");

    @Override
    public List<Topic> topics() {
        return List.of(DOWNLOAD, FRONTEND, SUPPRESSION, ADD);
    }

    @Override
    public void judge(Reading reading, Notebook notebook) {
        Dockerfile dockerfile = reading.dockerfile();
        Optional<ImageUse> frontend = dockerfile.frontend();
        if (frontend.isPresent() && foreign(frontend.get())) {
            int line = frontend.get().position().line();
            notebook.note(
                    FRONTEND,
                    Span.line(line, dockerfile.line(line)),
                    "The frontend is " + frontend.get().reference().familiar() + ".",
                    "Write # syntax=docker/dockerfile:1, or leave the line out.");
        }
        for (Suppressions.Suppression comment : reading.suppressions().all()) {
            notebook.note(
                    SUPPRESSION,
                    Span.line(comment.line(), dockerfile.line(comment.line())),
                    comment.text(),
                    "Repair what the tool says, or write down why it is right as it is.");
        }
        for (Step step : reading.all()) {
            if (step.is(Keyword.ADD)) {
                add(step, notebook);
            }
            if (step.is(Keyword.RUN)) {
                downloads(step, notebook);
            }
        }
    }

    private static boolean foreign(ImageUse frontend) {
        String name = frontend.reference().familiarName();
        return !name.equals("docker/dockerfile") && !name.equals("docker/dockerfile-upstream");
    }

    private static void add(Step step, Notebook notebook) {
        boolean checksum = step.instruction().flag("checksum").isPresent();
        for (int i = 0; i < step.sources().size(); i++) {
            String source = step.sources().get(i);
            boolean repository = source.matches("(?:git@.*|git://.*|.*\\.git(?:[#?].*)?)");
            boolean pinned =
                    repository && source.matches(".*(?:#|[?&]ref=|[?&]tag=|[?&]commit=).+");
            if (Step.isRemote(source)) {
                if (!checksum && !pinned) {
                    notebook.note(
                            DOWNLOAD,
                            step.wordSpan(i),
                            "ADD fetches " + source + " without a checksum.",
                            repository
                                    ? "Append #<tag or commit> to the address."
                                    : "Write ADD --checksum=sha256:… with the sum that the project"
                                            + " publishes.");
                }
                return;
            }
            boolean archive =
                    source.matches(".*\\.(?:tar|tgz|tar\\.(?:gz|bz2|xz|zst)|txz|tbz2?)|.*[*?$].*");
            if (archive) {
                return;
            }
        }
        if (!step.sources().isEmpty()) {
            notebook.note(
                    ADD,
                    step.span(),
                    "ADD " + String.join(" ", step.sources()) + " copies local files.",
                    "Write COPY.");
        }
    }

    private static void downloads(Step step, Notebook notebook) {
        boolean verified =
                !step.complete()
                        || step.commands().stream()
                                .anyMatch(
                                        c ->
                                                c.runs(
                                                        "sha256sum",
                                                        "sha512sum",
                                                        "shasum",
                                                        "sha1sum",
                                                        "md5sum",
                                                        "gpg",
                                                        "gpgv",
                                                        "cosign",
                                                        "minisign",
                                                        "openssl"));
        if (verified) {
            return;
        }
        List<Invocation> commands = step.commands();
        for (int i = 0; i < commands.size(); i++) {
            Invocation command = commands.get(i);
            boolean fetches =
                    command.runs("curl", "wget")
                            && command.arguments().stream()
                                    .anyMatch(a -> a.value().contains("://") || !a.known());
            if (!fetches) {
                continue;
            }
            boolean piped =
                    i + 1 < commands.size()
                            && commands.get(i + 1).piped()
                            && commands.get(i + 1)
                                    .runs("sh", "bash", "ash", "dash", "python", "python3", "node");
            boolean run =
                    piped || runsLater(step, command, commands.subList(i + 1, commands.size()));
            if (run) {
                notebook.note(
                        DOWNLOAD,
                        command.span(),
                        "\""
                                + command.shown()
                                + "\" is "
                                + (piped
                                        ? "piped into a shell."
                                        : "made executable or unpacked as it came."),
                        "Check it in the same RUN: echo \"<sum>  <file>\" | sha256sum -c -; or use ADD"
                                + " --checksum=sha256:….");
            }
        }
    }

    private static boolean runsLater(Step step, Invocation fetch, List<Invocation> later) {
        Optional<String> file =
                fetch.option(
                                "-o",
                                "--output",
                                "-O",
                                "--output-document",
                                "-qO",
                                "-Lo",
                                "-fsSLo",
                                "-sLo",
                                "-fLo",
                                "-sSLo",
                                "-fSLo")
                        .filter(path -> !path.contains("://") && !path.equals("-"))
                        .map(Paths::name);
        return file.isPresent()
                && later.stream()
                        .anyMatch(
                                command ->
                                        command.runs("chmod", "sh", "bash", "install")
                                                        && command.arguments().stream()
                                                                .anyMatch(
                                                                        a ->
                                                                                Paths.name(
                                                                                                a
                                                                                                        .value())
                                                                                        .equals(
                                                                                                file
                                                                                                        .get()))
                                                || command.program().equals(file.get()));
    }
}
