package dev.multistage.grader.advice;

import dev.multistage.grader.advice.PackageCommand.Action;
import dev.multistage.grader.advice.PackageCommand.Manager;
import dev.multistage.grader.dockerfile.Keyword;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** T05: compilers and headers that the final image keeps. */
final class BuildToolsRule implements Rule {

    static final Topic TOPIC =
            new Topic(
                    "T05",
                    "build-tools-left",
                    Weight.IMPROVEMENT,
                    "Build tools stay in the image",
                    "They are only needed while the image is built. In it they cost space, and help"
                            + " whoever breaks in.");

    static final Topic COPIED =
            new Topic(
                    "T05",
                    "toolchain-copied",
                    Weight.MISTAKE,
                    "A toolchain is copied into the image",
                    "The directory holds the compiler or its downloads, not the program.");

    /** The home of the user that build steps run as, unless the Dockerfile says otherwise. */
    private static final String HOME = "/root";

    static final Set<String> HOMES =
            Set.of(
                    "/usr/local/go",
                    "/go",
                    "/go/pkg",
                    "/go/pkg/mod",
                    HOME + "/go",
                    "/usr/local/cargo",
                    "/usr/local/rustup",
                    HOME + "/.cargo",
                    HOME + "/.rustup",
                    HOME + "/.m2",
                    HOME + "/.gradle",
                    "/home/gradle/.gradle",
                    "/usr/share/maven",
                    "/opt/gradle",
                    HOME + "/.cache/go-build");

    private static final Set<String> STARTS =
            Set.of("make", "gcc", "go", "cargo", "mvn", "gradle", "bash-dev");

    @Override
    public List<Topic> topics() {
        return List.of(TOPIC, COPIED);
    }

    @Override
    public void judge(Reading reading, Notebook notebook) {
        copied(reading, notebook);
        boolean forBuilding =
                reading.image().stream()
                        .filter(step -> step.is(Keyword.CMD) || step.is(Keyword.ENTRYPOINT))
                        .flatMap(step -> step.commands().stream())
                        .anyMatch(command -> STARTS.contains(command.program()));
        if (forBuilding || notebook.has(SingleStageRule.TOPIC)) {
            return;
        }
        Set<String> removedLater = removedLater(reading);
        for (Step step : reading.image(Keyword.RUN)) {
            for (BuildTools.Left left : BuildTools.left(step)) {
                if (left.packages().stream().noneMatch(name -> !removedLater.contains(name))
                        || left.command().virtual().filter(removedLater::contains).isPresent()) {
                    continue;
                }
                List<String> names = left.packages().stream().limit(5).toList();
                notebook.note(
                        TOPIC,
                        left.command().invocation().span(),
                        String.join(", ", names)
                                + (left.packages().size() > names.size() ? " and more" : "")
                                + (left.packages().size() == 1 ? " stays" : " stay")
                                + " in the image.",
                        next(left.command()));
            }
        }
    }

    private static String next(PackageCommand command) {
        String keep =
                " Or remove them at the end of the same RUN: "
                        + (command.manager() == Manager.APK
                                ? "apk add --no-cache --virtual .build <tools> && <use them> && apk"
                                        + " del .build"
                                : command.tool()
                                        + " install <tools> && <use them> && "
                                        + command.tool()
                                        + (command.manager() == Manager.APT
                                                ? " purge -y --auto-remove <tools>"
                                                : " remove -y <tools>"))
                        + ".";
        return "Do what needs them in a stage of its own and COPY --from it the result." + keep;
    }

    /** What a later step removes is waste, which is another topic. */
    static Set<String> removedLater(Reading reading) {
        return PackageCommand.packages(reading.image(Keyword.RUN), Action.REMOVE)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void copied(Reading reading, Notebook notebook) {
        for (Step step : reading.image(Keyword.COPY)) {
            if (step.from().isEmpty()) {
                continue;
            }
            for (String source : step.sources()) {
                String path = Paths.absolute("/", source);
                if (HOMES.contains(path)) {
                    notebook.note(
                            COPIED,
                            step.span(),
                            path + " is copied from \"" + step.from().get() + "\".",
                            "Copy the program that was built with it instead, and leave the"
                                    + " directory in its stage.");
                }
            }
        }
    }
}
