package dev.multistage.grader.advice;

import dev.multistage.grader.advice.Invocation.Argument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A call of the system's package manager.
 *
 * @param manager which one
 * @param action what it does
 * @param packages the packages that it names, versions cut off; only those that are known
 * @param complete whether all names are known
 * @param invocation the command
 */
record PackageCommand(
        Manager manager,
        Action action,
        List<String> packages,
        boolean complete,
        Invocation invocation) {

    /** A package manager. */
    enum Manager {
        APT,
        APK,
        DNF,
        ZYPPER
    }

    /** What is asked of it. */
    enum Action {
        UPDATE,
        INSTALL,
        REMOVE,
        UPGRADE,
        CLEAN,
        OTHER
    }

    /** Options that take the next word. */
    private static final Set<String> WITH_VALUE =
            Set.of(
                    "-t",
                    "--target-release",
                    "-o",
                    "--option",
                    "-c",
                    "--repository",
                    "-X",
                    "--virtual",
                    "-p",
                    "--root",
                    "--keys-dir",
                    "--releasever",
                    "--setopt",
                    "--wait",
                    "-a",
                    "--enablerepo",
                    "--disablerepo",
                    "--installroot");

    static Optional<PackageCommand> of(Invocation command) {
        Manager manager =
                switch (command.program()) {
                    case "apt-get", "apt", "aptitude" -> Manager.APT;
                    case "apk" -> Manager.APK;
                    case "dnf", "yum", "microdnf", "tdnf" -> Manager.DNF;
                    case "zypper" -> Manager.ZYPPER;
                    default -> null;
                };
        if (manager == null) {
            return Optional.empty();
        }
        List<String> words = new ArrayList<>();
        boolean complete = true;
        boolean skip = false;
        for (Argument argument : command.arguments()) {
            if (skip) {
                skip = false;
            } else if (manager != Manager.APK && argument.is("-t")
                    || manager == Manager.APK && argument.is("-t")
                    || (WITH_VALUE.contains(argument.value()))) {
                skip = true;
            } else if (!argument.known()) {
                complete = false;
            } else if (!argument.isOption()) {
                words.add(argument.value());
            }
        }
        if (words.isEmpty()) {
            return Optional.of(
                    new PackageCommand(manager, Action.OTHER, List.of(), complete, command));
        }
        return Optional.of(
                new PackageCommand(
                        manager,
                        action(manager, words.get(0)),
                        words.subList(1, words.size()).stream()
                                .map(PackageCommand::name)
                                .filter(name -> !name.isEmpty())
                                .toList(),
                        complete,
                        command));
    }

    /** Returns the names of the packages that steps install, remove or upgrade. */
    static Stream<String> packages(List<Step> steps, Action action) {
        return steps.stream()
                .flatMap(step -> step.commands().stream())
                .map(PackageCommand::of)
                .flatMap(Optional::stream)
                .filter(command -> command.action() == action)
                .flatMap(command -> command.packages().stream());
    }

    private static Action action(Manager manager, String word) {
        return switch (word) {
            case "update" ->
                    manager == Manager.DNF || manager == Manager.ZYPPER
                            ? Action.UPGRADE
                            : Action.UPDATE;
            case "makecache", "refresh", "ref" -> Action.UPDATE;
            case "install", "add", "in", "build-dep", "groupinstall", "reinstall" -> Action.INSTALL;
            case "remove", "purge", "del", "erase", "autoremove", "autopurge", "rm" ->
                    Action.REMOVE;
            case "upgrade", "dist-upgrade", "full-upgrade", "up", "dup", "safe-upgrade" ->
                    Action.UPGRADE;
            case "clean", "autoclean", "distclean", "dist-clean", "cc" -> Action.CLEAN;
            default -> Action.OTHER;
        };
    }

    private static String name(String word) {
        int end = word.length();
        for (char mark : new char[] {'=', '~', '<', '>'}) {
            int at = word.indexOf(mark);
            if (at >= 0 && at < end) {
                end = at;
            }
        }
        return word.substring(0, end);
    }

    /** Returns the name that {@code apk add --virtual} gives to its packages. */
    Optional<String> virtual() {
        return invocation.option("--virtual", "-t");
    }

    /** Returns its name as it is written. */
    String tool() {
        return invocation.program();
    }
}
