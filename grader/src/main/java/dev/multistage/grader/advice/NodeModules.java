package dev.multistage.grader.advice;

import dev.multistage.grader.context.ContextException;
import dev.multistage.grader.context.FilteredContext;
import dev.multistage.grader.context.TreeEntry;
import dev.multistage.grader.dockerfile.Keyword;
import dev.multistage.grader.dockerfile.Stage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which packages of npm, yarn, pnpm or bun lie in a stage at its end.
 *
 * @param installed the step that installed them
 * @param command its command
 * @param development whether packages for development are among them
 * @param through the COPY that brought them into the stage in question, if it was one
 */
record NodeModules(
        Step installed, Invocation command, boolean development, Optional<Step> through) {

    private static final int DEEPEST = 20;
    private static final int LARGEST_MANIFEST = 1_000_000;

    private static final Pattern DEVELOPMENT =
            Pattern.compile("\"devDependencies\"\\s*+:\\s*+\\{\\s*+\"");

    static Optional<NodeModules> of(Reading reading, Stage stage) {
        return of(reading, stage, 0);
    }

    private static Optional<NodeModules> of(Reading reading, Stage stage, int depth) {
        Optional<NodeModules> state = Optional.empty();
        if (depth > DEEPEST) {
            return state;
        }
        for (Step step : reading.chain(stage)) {
            if (step.is(Keyword.RUN)) {
                state = after(step, state);
            }
            Optional<Stage> source = reading.source(step);
            if (source.isPresent() && bringsModules(reading, step, source.get())) {
                Optional<NodeModules> there = of(reading, source.get(), depth + 1);
                if (there.isPresent()) {
                    NodeModules found = there.get();
                    state =
                            Optional.of(
                                    new NodeModules(
                                            found.installed(),
                                            found.command(),
                                            found.development(),
                                            Optional.of(step)));
                }
            }
        }
        return state;
    }

    private static boolean bringsModules(Reading reading, Step step, Stage source) {
        for (String path : step.sources()) {
            String clean = Paths.absolute("/", path);
            if (Paths.name(clean).equals("node_modules")) {
                return true;
            }
            List<Step> there = reading.chain(source);
            if (!there.isEmpty()
                    && there.stream()
                            .anyMatch(
                                    other ->
                                            other.is(Keyword.RUN)
                                                    && other.commands().stream()
                                                            .anyMatch(NodeModules::isInstall)
                                                    && Paths.within(other.directory(), clean))) {
                return true;
            }
        }
        return false;
    }

    private static Optional<NodeModules> after(Step step, Optional<NodeModules> before) {
        Optional<NodeModules> state = before;
        for (Invocation command : step.commands()) {
            if (isInstall(command)) {
                boolean development =
                        !production(command, step.variables()) && !command.conditional();
                state = Optional.of(new NodeModules(step, command, development, Optional.empty()));
            } else if (state.isPresent() && prunes(command, step.variables())) {
                NodeModules old = state.get();
                state =
                        Optional.of(
                                new NodeModules(
                                        old.installed(), old.command(), false, old.through()));
            } else if (command.program().equals("rm")
                    && command.operands().stream()
                            .anyMatch(o -> Paths.name(o.value()).equals("node_modules"))) {
                state = Optional.empty();
            }
        }
        if (!step.complete() && state.isPresent()) {
            NodeModules old = state.get();
            state =
                    Optional.of(
                            new NodeModules(old.installed(), old.command(), false, old.through()));
        }
        return state;
    }

    /** Whether a command installs what the project declares. */
    static boolean isInstall(Invocation command) {
        if (command.has("-g", "--global", "--location=global")) {
            return false;
        }
        int words = command.operands().size();
        return switch (command.program()) {
            case "npm" ->
                    List.of("ci", "clean-install", "install", "i").contains(command.operand(0))
                            && projectOnly(command);
            case "pnpm" -> List.of("install", "i").contains(command.operand(0)) && words == 1;
            case "bun" -> List.of("install", "i").contains(command.operand(0)) && words == 1;
            case "yarn" ->
                    words == 0 && !command.has("--version", "-v")
                            || command.operand(0).equals("install");
            default -> false;
        };
    }

    private static boolean projectOnly(Invocation command) {
        List<Invocation.Argument> operands = new ArrayList<>(command.operands());
        if (command.option("--omit", "--prefix", "--cache", "--only").isPresent()) {
            // the option's value may look like an operand
            operands.removeIf(
                    operand ->
                            command.has("--omit") && operand.is("dev")
                                    || command.option("--prefix", "--cache", "--only")
                                            .filter(operand::is)
                                            .isPresent());
        }
        return operands.size() == 1;
    }

    private static boolean production(Invocation command, Map<String, String> variables) {
        if (command.has("--include=dev", "--production=false", "--prod=false", "--dev", "-D")) {
            return false;
        }
        String environment =
                command.environment()
                        .getOrDefault("NODE_ENV", variables.getOrDefault("NODE_ENV", ""));
        String omit =
                command.environment()
                        .getOrDefault(
                                "NPM_CONFIG_OMIT",
                                variables.getOrDefault(
                                        "NPM_CONFIG_OMIT",
                                        variables.getOrDefault("npm_config_omit", "")));
        String only = variables.getOrDefault("NPM_CONFIG_PRODUCTION", "");
        return environment.equals("production")
                || omit.equals("dev")
                || only.equals("true")
                || command.option("--omit").filter("dev"::equals).isPresent()
                || command.has(
                        "--production",
                        "--production=true",
                        "--prod",
                        "-P",
                        "--only=production",
                        "--only=prod",
                        "--omit=dev",
                        "--no-dev",
                        "--no-optional-dev")
                || command.option("--only").filter(v -> v.startsWith("prod")).isPresent()
                || !command.allKnown();
    }

    private static boolean prunes(Invocation command, Map<String, String> variables) {
        boolean prune =
                command.runs("npm", "pnpm") && command.operand(0).equals("prune")
                        || command.program().equals("yarn")
                                && command.operand(0).equals("workspaces")
                                && command.operand(1).equals("focus");
        return prune && production(command, variables);
    }

    static boolean isPrune(Invocation command) {
        return command.runs("npm", "pnpm") && command.operand(0).equals("prune");
    }

    /** Whether the project may have packages for development; only a known manifest denies it. */
    static boolean mayDeclareDevelopment(Reading reading) {
        Optional<FilteredContext> context = reading.context();
        if (context.isEmpty()) {
            return true;
        }
        List<TreeEntry> manifests =
                context.get().included().stream()
                        .filter(entry -> Paths.name(entry.path()).equals("package.json"))
                        .filter(entry -> !entry.path().contains("node_modules/"))
                        .toList();
        return manifests.isEmpty()
                || manifests.stream().anyMatch(entry -> DEVELOPMENT.matcher(read(entry)).find());
    }

    /** Returns the beginning of a file of the context; empty if it cannot be read. */
    static String read(TreeEntry entry) {
        try (var content = entry.content().open()) {
            return new String(content.readNBytes(LARGEST_MANIFEST), StandardCharsets.UTF_8);
        } catch (IOException | ContextException unreadable) {
            return "";
        }
    }
}
