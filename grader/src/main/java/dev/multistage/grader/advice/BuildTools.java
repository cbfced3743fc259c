package dev.multistage.grader.advice;

import dev.multistage.grader.advice.PackageCommand.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Packages that are only needed to build, and that a step leaves behind. */
final class BuildTools {

    private static final Pattern TOOL =
            Pattern.compile(
                    "build-essential|build-base|alpine-sdk|gcc(?:-[0-9.]+)?|g\\+\\+(?:-[0-9.]+)?|gcc-c\\+\\+"
                            + "|gfortran|clang(?:-[0-9]+)?|llvm(?:-[0-9]+)?|make|cmake|ninja-build|automake"
                            + "|autoconf|libtool|binutils|bison|flex|nasm|swig|pkg-config|golang(?:-.*)?|go"
                            + "|rustc|cargo|rust|maven|gradle|ant|openjdk-?[0-9]+-jdk(?:-headless)?|openjdk[0-9]+"
                            + "|default-jdk(?:-headless)?|java-[0-9.]+-openjdk-devel|linux-headers.*"
                            + "|.+-dev|.+-devel|Development Tools|@development-tools");

    /** Packages whose name ends like a build tool's and that are none. */
    private static final Pattern NONE = Pattern.compile("openjdk[0-9]+-jre.*|linux-headers-none");

    /**
     * What a command leaves behind.
     *
     * @param command the command
     * @param packages the build tools among its packages
     */
    record Left(PackageCommand command, List<String> packages) {}

    private BuildTools() {}

    static boolean isTool(String name) {
        return TOOL.matcher(name).matches() && !NONE.matcher(name).matches();
    }

    /** Returns the build tools that a step installs and does not remove again. */
    static List<Left> left(Step step) {
        List<Left> found = new ArrayList<>();
        List<PackageCommand> commands =
                step.commands().stream().map(PackageCommand::of).flatMap(Optional::stream).toList();
        boolean removes =
                !step.complete()
                        || commands.stream()
                                .anyMatch(
                                        command ->
                                                command.action() == Action.REMOVE
                                                        && removesSome(command));
        boolean marks = step.commands().stream().anyMatch(c -> c.program().equals("apt-mark"));
        for (PackageCommand command : commands) {
            if (command.action() != Action.INSTALL || command.invocation().conditional() || marks) {
                continue;
            }
            List<String> tools =
                    command.packages().stream()
                            .filter(BuildTools::isTool)
                            .filter(name -> !removes || !removed(name, command, commands, step))
                            .toList();
            if (!tools.isEmpty()) {
                found.add(new Left(command, tools));
            }
        }
        return found;
    }

    private static boolean removesSome(PackageCommand command) {
        return !command.complete() || !command.packages().isEmpty();
    }

    private static boolean removed(
            String name, PackageCommand install, List<PackageCommand> commands, Step step) {
        return !step.complete()
                || commands.stream()
                        .filter(command -> command.action() == Action.REMOVE)
                        .anyMatch(
                                command ->
                                        !command.complete()
                                                || command.packages().contains(name)
                                                || install.virtual()
                                                        .filter(command.packages()::contains)
                                                        .isPresent());
    }
}
