package dev.multistage.grader.advice;

import dev.multistage.grader.dockerfile.Keyword;
import dev.multistage.grader.dockerfile.Stage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** T09: packages that only developers use are installed in the image. */
final class DevDependenciesRule implements Rule {

    static final Topic TOPIC =
            new Topic(
                    "T09",
                    "dev-dependencies",
                    Weight.IMPROVEMENT,
                    "Packages for development are in the image",
                    "Compilers, linters and test frameworks are often most of the dependencies, and"
                            + " the running program loads none of them.");

    private static final Pattern FILE =
            Pattern.compile(
                    "(?:.*/)?(?:(?:requirements|reqs?)[-_./]?(?:dev|test|tests|testing|lint|ci)"
                            + "|(?:dev|test|tests|lint)[-_]?(?:requirements|reqs?)|requirements/(?:dev|test|tests|local))"
                            + "\\.(?:txt|in)");

    private static final Set<String> PACKAGES =
            Set.of(
                    "pytest",
                    "pytest-cov",
                    "black",
                    "mypy",
                    "ruff",
                    "flake8",
                    "pylint",
                    "tox",
                    "nox",
                    "isort",
                    "coverage",
                    "ipython",
                    "jupyter",
                    "pre-commit",
                    "bandit");

    private static final Pattern EXTRA =
            Pattern.compile("[^\\[]*\\[(?:[^\\]]*,)?(?:dev|test|tests|lint)(?:,[^\\]]*)?].*");

    @Override
    public List<Topic> topics() {
        return List.of(TOPIC);
    }

    @Override
    public void judge(Reading reading, Notebook notebook) {
        node(reading, notebook);
        for (Step step : reading.image()) {
            if (step.is(Keyword.RUN)) {
                for (Invocation command : step.commands()) {
                    python(step, command)
                            .ifPresent(what -> note(notebook, command.span(), what, ""));
                }
            }
            reading.source(step).ifPresent(source -> travelled(reading, step, source, notebook));
        }
    }

    private static void node(Reading reading, Notebook notebook) {
        Optional<NodeModules> modules =
                NodeModules.of(reading, reading.dockerfile().finalStage())
                        .filter(NodeModules::development)
                        .filter(found -> NodeModules.mayDeclareDevelopment(reading));
        if (modules.isEmpty()
                || notebook.has(SingleStageRule.TOPIC)
                || notebook.has(WholeStageRule.TOPIC)
                || startsDevelopment(reading)) {
            return;
        }
        Invocation install = modules.get().command();
        Optional<Step> through = modules.get().through();
        notebook.note(
                TOPIC,
                through.map(Step::span).orElse(install.span()),
                through.isPresent()
                        ? "The node_modules that are copied here come from \""
                                + install.shown()
                                + "\" (line "
                                + install.span().line()
                                + "), which installs devDependencies too."
                        : "\"" + install.shown() + "\" installs devDependencies too.",
                through.isPresent()
                        ? "Run \""
                                + without(install)
                                + "\" in a stage of its own and copy node_modules from there, or"
                                + " prune after the build."
                        : "Write \"" + without(install) + "\".");
    }

    /** A container for development is meant to have them. */
    private static boolean startsDevelopment(Reading reading) {
        return "development".equals(reading.environment().get("NODE_ENV"));
    }

    private static String without(Invocation install) {
        return switch (install.program()) {
            case "yarn" -> "yarn install --production --frozen-lockfile";
            case "pnpm" -> "pnpm install --prod --frozen-lockfile";
            case "bun" -> "bun install --production";
            default -> "npm ci --omit=dev";
        };
    }

    /** Python packages that come along with a copied environment. */
    private static void travelled(Reading reading, Step copy, Stage source, Notebook notebook) {
        boolean environment =
                copy.sources().stream()
                        .anyMatch(
                                path ->
                                        path.contains("site-packages")
                                                || path.matches(
                                                        ".*/\\.?(?:venv|local|install|env)/?")
                                                || path.matches("/usr/local(?:/lib)?/?"));
        for (Step step : reading.chain(source)) {
            for (Invocation command : step.commands()) {
                if (!environment && !installsInto(command, step, copy.sources())) {
                    continue;
                }
                python(step, command)
                        .ifPresent(
                                what ->
                                        note(
                                                notebook,
                                                command.span(),
                                                what,
                                                " Line "
                                                        + copy.line()
                                                        + " copies them into the image."));
            }
        }
    }

    /** Whether pip is told to install where a COPY takes from. */
    static boolean installsInto(Invocation command, Step step, List<String> copied) {
        return command.option("--target", "-t", "--prefix", "--root")
                .map(target -> Paths.absolute(step.directory(), target))
                .filter(
                        target ->
                                copied.stream()
                                        .map(path -> Paths.absolute("/", path))
                                        .anyMatch(path -> Paths.within(path, target)))
                .isPresent();
    }

    private static void note(Notebook notebook, Span span, String what, String more) {
        notebook.note(
                TOPIC,
                span,
                what + more,
                "Install only what the program imports; run tests and linters in another stage.");
    }

    private static Optional<String> python(Step step, Invocation command) {
        if (!step.is(Keyword.RUN) || command.conditional()) {
            return Optional.empty();
        }
        boolean pip =
                command.runs("pip", "pip3") && command.operand(0).equals("install")
                        || command.runs("python", "python3")
                                && command.operand(0).equals("pip")
                                && command.operand(1).equals("install")
                        || command.runs("uv")
                                && command.operand(0).equals("pip")
                                && command.operand(1).equals("install");
        if (pip) {
            return pip(command);
        }
        boolean installs =
                switch (command.program()) {
                    case "poetry" ->
                            command.operand(0).equals("install")
                                    && !command.has("--no-dev", "--only-root", "--sync=main")
                                    && command.option("--only", "--without").isEmpty()
                                    && !step.variables().containsKey("POETRY_WITHOUT")
                                    && command.allKnown();
                    case "uv" ->
                            command.operand(0).equals("sync")
                                    && !command.has(
                                            "--no-dev", "--no-default-groups", "--only-main")
                                    && command.option("--no-group", "--only-group").isEmpty()
                                    && !step.variables().containsKey("UV_NO_DEV")
                                    && command.allKnown();
                    case "pipenv" ->
                            List.of("install", "sync").contains(command.operand(0))
                                    && command.has("--dev", "-d");
                    default -> false;
                };
        return installs
                ? Optional.of(
                        "\"" + command.shown() + "\" installs the packages for development too.")
                : Optional.empty();
    }

    private static Optional<String> pip(Invocation command) {
        for (Invocation.Argument operand : command.operands()) {
            String value = operand.value();
            boolean file = FILE.matcher(value).matches();
            boolean extra = EXTRA.matcher(value).matches();
            boolean named = PACKAGES.contains(value.replaceFirst("[=<>~!\\[].*", ""));
            if (operand.known() && (file || extra || named)) {
                return Optional.of("pip installs " + value + ".");
            }
        }
        return Optional.empty();
    }
}
