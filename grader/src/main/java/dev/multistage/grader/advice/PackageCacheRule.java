package dev.multistage.grader.advice;

import dev.multistage.grader.advice.PackageCommand.Action;
import dev.multistage.grader.advice.PackageCommand.Manager;
import dev.multistage.grader.dockerfile.Keyword;
import java.util.List;
import java.util.Optional;

/** T06 and T01: downloads and lists that package managers leave in the image. */
final class PackageCacheRule implements Rule {

    static final Topic TOPIC =
            new Topic(
                    "T06",
                    "package-cache-left",
                    Weight.IMPROVEMENT,
                    "A package manager's cache stays in the image",
                    "It serves a later installation only, and a running container installs nothing.");

    static final Topic RECOMMENDED =
            new Topic(
                    "T01",
                    "recommended-packages-too",
                    Weight.TIP,
                    "apt-get installs more than was asked for",
                    "apt also installs what a package recommends, often several times its size.");

    @Override
    public List<Topic> topics() {
        return List.of(TOPIC, RECOMMENDED);
    }

    @Override
    public void judge(Reading reading, Notebook notebook) {
        for (Step step : reading.image(Keyword.RUN)) {
            for (Invocation command : step.commands()) {
                if (!command.conditional()) {
                    Caches.left(step, command)
                            .filter(cache -> !emptiedLater(reading, step, cache))
                            .ifPresent(
                                    cache ->
                                            notebook.note(
                                                    TOPIC,
                                                    command.span(),
                                                    cache.what() + " in " + cache.path() + ".",
                                                    cache.next()));
                    recommended(step, command, notebook);
                }
            }
        }
    }

    /** What a later step deletes is reported there. */
    private static boolean emptiedLater(Reading reading, Step writer, Caches.Cache cache) {
        List<Step> steps = reading.image(Keyword.RUN);
        return steps.subList(steps.indexOf(writer) + 1, steps.size()).stream()
                .flatMap(
                        later ->
                                later.commands().stream()
                                        .filter(c -> Caches.empties(c, later.directory(), cache)))
                .findAny()
                .isPresent();
    }

    private static void recommended(Step step, Invocation command, Notebook notebook) {
        Optional<PackageCommand> install =
                PackageCommand.of(command)
                        .filter(found -> found.manager() == Manager.APT)
                        .filter(found -> found.action() == Action.INSTALL)
                        .filter(found -> !found.packages().isEmpty());
        boolean told =
                command.has("--no-install-recommends")
                        || command.arguments().stream()
                                .anyMatch(a -> a.value().contains("Install-Recommends"))
                        || !command.allKnown()
                        || step.instruction().text().contains("Install-Recommends");
        if (install.isPresent() && !told) {
            notebook.note(
                    RECOMMENDED,
                    command.span(),
                    "\"" + command.shown() + "\" without --no-install-recommends.",
                    "Add --no-install-recommends, and name what you miss afterwards.");
        }
    }
}
