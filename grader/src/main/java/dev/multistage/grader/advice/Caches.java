package dev.multistage.grader.advice;

import dev.multistage.grader.advice.PackageCommand.Action;
import dev.multistage.grader.advice.PackageCommand.Manager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What package managers keep for the next time, and what takes it away. */
final class Caches {

    /**
     * A cache that a command fills.
     *
     * @param tool the program that fills it
     * @param what what lies there, as the beginning of a sentence
     * @param path where, for root
     * @param next how to keep it out
     */
    record Cache(String tool, String what, String path, String next) {}

    private static final Set<String> OFF = Set.of("", "0", "false", "no", "off");

    private Caches() {}

    /** Returns what a command leaves behind at the end of its step. */
    static Optional<Cache> left(Step step, Invocation command) {
        return filled(step, command)
                .filter(cache -> !mounted(step, cache))
                .filter(cache -> step.complete())
                .filter(
                        cache ->
                                step.commands().stream()
                                        .noneMatch(c -> empties(c, step.directory(), cache)));
    }

    private static boolean mounted(Step step, Cache cache) {
        return step.mountCovers(cache.path())
                || switch (cache.tool()) {
                    case "apt" -> step.hasCacheMount("/var/lib/apt");
                    case "apk" -> step.hasCacheMount("apk");
                    case "dnf" -> step.hasCacheMount("dnf", "yum", "/var/cache");
                    case "zypper" -> step.hasCacheMount("zypp");
                    default -> step.hasCacheMount(cache.tool(), ".cache");
                };
    }

    private static Optional<Cache> filled(Step step, Invocation command) {
        Optional<PackageCommand> system = PackageCommand.of(command);
        if (system.isPresent()) {
            return system(system.get(), command);
        }
        Map<String, String> variables = step.variables();
        return switch (command.program()) {
            case "pip", "pip3" -> pip(command, command.operand(0), variables);
            case "python", "python3" ->
                    command.has("-m")
                                    && command.operands().stream()
                                            .anyMatch(operand -> operand.is("pip"))
                            ? pip(command, command.operand(1), variables)
                            : Optional.empty();
            case "uv" ->
                    fills(
                            (command.operand(0).equals("pip")
                                            && command.operand(1).equals("install"))
                                    || command.operand(0).equals("sync"),
                            command.has("--no-cache", "-n")
                                    || isSet("UV_NO_CACHE", command, variables)
                                    || isSet("UV_CACHE_DIR", command, variables),
                            new Cache(
                                    "uv",
                                    "uv keeps a copy of every package",
                                    "/root/.cache/uv",
                                    "Add --no-cache, or RUN --mount=type=cache,target=/root/.cache/uv."));
            case "poetry" ->
                    fills(
                            command.operand(0).equals("install"),
                            command.has("--no-cache")
                                    || isSet("POETRY_CACHE_DIR", command, variables)
                                    || isSet("POETRY_NO_CACHE", command, variables),
                            new Cache(
                                    "poetry",
                                    "Poetry keeps what it downloads",
                                    "/root/.cache/pypoetry",
                                    "Add --no-cache, or RUN"
                                            + " --mount=type=cache,target=/root/.cache/pypoetry."));
            case "npm" ->
                    fills(
                            List.of("ci", "install", "i", "clean-install")
                                    .contains(command.operand(0)),
                            command.option("--cache").isPresent()
                                    || isSet("npm_config_cache", command, variables)
                                    || isSet("NPM_CONFIG_CACHE", command, variables),
                            new Cache(
                                    "npm",
                                    "npm keeps what it downloads",
                                    "/root/.npm",
                                    "Append \"&& npm cache clean --force\" to the same RUN, or use RUN"
                                            + " --mount=type=cache,target=/root/.npm."));
            case "yarn" ->
                    fills(
                            NodeModules.isInstall(command),
                            command.has("--immutable")
                                    || command.option("--cache-folder").isPresent()
                                    || isSet("YARN_CACHE_FOLDER", command, variables),
                            new Cache(
                                    "yarn",
                                    "yarn keeps what it downloads",
                                    "/usr/local/share/.cache",
                                    "Append \"&& yarn cache clean\" to the same RUN, or use RUN"
                                            + " --mount=type=cache,target=/usr/local/share/.cache."));
            default -> Optional.empty();
        };
    }

    private static Optional<Cache> fills(boolean installs, boolean without, Cache cache) {
        return installs && !without ? Optional.of(cache) : Optional.empty();
    }

    private static Optional<Cache> pip(
            Invocation command, String action, Map<String, String> variables) {
        boolean without =
                command.has("--no-cache-dir", "--no-cache")
                        || command.option("--cache-dir").isPresent()
                        || isSet("PIP_NO_CACHE_DIR", command, variables)
                        || isSet("PIP_CACHE_DIR", command, variables)
                        || command.option("--root", "--no-download").isPresent();
        return fills(
                action.equals("install"),
                without,
                new Cache(
                        "pip",
                        "pip keeps a copy of every package",
                        "/root/.cache/pip",
                        "Add --no-cache-dir, or RUN --mount=type=cache,target=/root/.cache/pip."));
    }

    private static boolean isSet(String name, Invocation command, Map<String, String> variables) {
        String value = command.environment().getOrDefault(name, variables.getOrDefault(name, ""));
        return !OFF.contains(value.toLowerCase(java.util.Locale.ROOT));
    }

    private static Optional<Cache> system(PackageCommand command, Invocation invocation) {
        if (command.action() != Action.INSTALL
                && command.action() != Action.UPDATE
                && command.action() != Action.UPGRADE) {
            return Optional.empty();
        }
        return switch (command.manager()) {
            case APT ->
                    fills(
                            command.action() == Action.UPDATE,
                            false,
                            new Cache(
                                    "apt",
                                    "apt-get update leaves the lists of all packages",
                                    "/var/lib/apt/lists",
                                    "Append \"&& rm -rf /var/lib/apt/lists/*\" to the same RUN."));
            case APK ->
                    fills(
                            true,
                            invocation.has("--no-cache"),
                            new Cache(
                                    "apk",
                                    "apk leaves the index of all packages",
                                    "/var/cache/apk",
                                    "Write apk add --no-cache, without apk update before it."));
            case DNF ->
                    fills(
                            true,
                            false,
                            new Cache(
                                    "dnf",
                                    invocation.program() + " leaves lists and downloads",
                                    "/var/cache/" + (invocation.runs("yum") ? "yum" : "dnf"),
                                    "Append \"&& "
                                            + invocation.program()
                                            + " clean all\" to the same RUN."));
            case ZYPPER ->
                    fills(
                            true,
                            false,
                            new Cache(
                                    "zypper",
                                    "zypper leaves lists and downloads",
                                    "/var/cache/zypp",
                                    "Append \"&& zypper clean --all\" to the same RUN."));
        };
    }

    /** Whether a command empties a cache, or may do so. */
    static boolean empties(Invocation command, String directory, Cache cache) {
        if (Removals.removes(command, directory, cache.path())
                && (command.runs("find", "xargs")
                        || !command.allKnown()
                        || emptiesAll(command, directory, cache))) {
            return true;
        }
        boolean cleans = command.has("clean", "purge") || command.has("cache");
        Optional<PackageCommand> system = PackageCommand.of(command);
        return switch (cache.tool()) {
            // apt of Debian 13 and later: takes all lists but the small Release files
            case "apt" ->
                    system.filter(c -> c.manager() == Manager.APT).isPresent()
                            && command.has("distclean", "dist-clean");
            case "apk" ->
                    system.filter(c -> c.manager() == Manager.APK).isPresent()
                            && command.has("cache");
            case "dnf" ->
                    system.filter(c -> c.manager() == Manager.DNF).isPresent()
                            && command.has("clean");
            case "zypper" ->
                    system.filter(c -> c.manager() == Manager.ZYPPER).isPresent()
                            && command.has("clean", "cc");
            case "pip" ->
                    command.runs("pip", "pip3", "python", "python3")
                            && command.has("cache")
                            && cleans;
            case "npm", "yarn", "uv" ->
                    command.runs(cache.tool()) && command.has("cache") && cleans;
            case "poetry" -> command.runs("poetry") && command.has("cache");
            default -> false;
        };
    }

    private static boolean emptiesAll(Invocation command, String directory, Cache cache) {
        return command.arguments().stream().anyMatch(argument -> argument.value().contains("{"))
                || Removals.paths(command, directory).stream()
                        .anyMatch(
                                removed ->
                                        Paths.within(cache.path(), removed)
                                                || Paths.within(removed, cache.path()));
    }
}
