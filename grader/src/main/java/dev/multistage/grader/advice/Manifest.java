package dev.multistage.grader.advice;

import dev.multistage.grader.context.TreeEntry;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a command needs to install dependencies.
 *
 * @param tool what installs them, the same word for all of its commands
 * @param files the files, for a sentence
 * @param step what to do with them
 */
record Manifest(String tool, String files, String step) {

    /** Goals of Maven that download for later; the plugin may be named in full. */
    private static final Pattern RESOLVES =
            Pattern.compile(
                    "(?:.*:)?(?:go-offline|resolve|resolve-plugins|resolve-dependencies"
                            + "|copy-dependencies)");

    private static final Pattern REQUIRES = Pattern.compile("(?m)^\\s*+require\\b");

    private static final Pattern CRATES =
            Pattern.compile("(?m)^\\[dependencies]\\s*\\n(?:\\s*#.*\\n|\\s*\\n)*+[A-Za-z]");

    /** Returns what a command needs; empty if it installs nothing, or that is not known. */
    static Optional<Manifest> of(Reading reading, Step step, Invocation command) {
        String first = command.operand(0);
        if (NodeModules.isInstall(command)) {
            String lock =
                    switch (command.program()) {
                        case "yarn" -> "yarn.lock";
                        case "pnpm" -> "pnpm-lock.yaml";
                        case "bun" -> "bun.lock";
                        default -> "package-lock.json";
                    };
            return Optional.of(new Manifest("node", "package.json and " + lock, "install"));
        }
        boolean pip =
                command.runs("pip", "pip3") && first.equals("install")
                        || command.runs("python", "python3")
                                && first.equals("pip")
                                && command.operand(1).equals("install")
                        || command.runs("uv") && first.equals("pip");
        Optional<String> requirements = command.option("-r", "--requirement");
        if (pip && requirements.isPresent()) {
            return Optional.of(new Manifest("pip", Paths.name(requirements.get()), "install"));
        }
        return switch (command.program()) {
            case "go" -> go(reading, step, command);
            case "poetry" ->
                    first.equals("install") && command.has("--no-root")
                            ? Optional.of(
                                    new Manifest(
                                            "poetry", "pyproject.toml and poetry.lock", "install"))
                            : Optional.empty();
            case "bundle" ->
                    first.equals("install")
                            ? Optional.of(
                                    new Manifest("bundle", "Gemfile and Gemfile.lock", "install"))
                            : Optional.empty();
            case "composer" ->
                    first.equals("install") && command.has("--no-scripts")
                            ? Optional.of(
                                    new Manifest(
                                            "composer",
                                            "composer.json and composer.lock",
                                            "install"))
                            : Optional.empty();
            case "cargo" -> cargo(reading, first, command.operand(1));
            case "mvn", "mvnw" -> maven(command);
            default -> Optional.empty();
        };
    }

    private static Optional<Manifest> go(Reading reading, Step step, Invocation command) {
        boolean download =
                command.operand(0).equals("mod") && command.operand(1).equals("download");
        boolean build =
                command.operand(0).equals("build")
                        && requires(reading, "go.mod", REQUIRES)
                        && !vendored(reading, step, command);
        return download || build
                ? Optional.of(new Manifest("go", "go.mod and go.sum", "run go mod download"))
                : Optional.empty();
    }

    /** What lies in the folder vendor is not downloaded: https://go.dev/ref/mod#vendoring. */
    private static boolean vendored(Reading reading, Step step, Invocation command) {
        String flags =
                command.environment()
                        .getOrDefault("GOFLAGS", step.variables().getOrDefault("GOFLAGS", ""));
        boolean brought =
                reading.context().stream()
                        .flatMap(context -> context.included().stream())
                        .anyMatch(entry -> entry.path().equals("vendor/modules.txt"));
        return brought || command.has("-mod=vendor") || flags.contains("-mod=vendor");
    }

    /** Maven downloads in the first goal that needs anything; {@code -o} forbids it. */
    private static Optional<Manifest> maven(Invocation command) {
        boolean downloads =
                command.operands().stream()
                        .anyMatch(
                                goal ->
                                        goal.is("package")
                                                || RESOLVES.matcher(goal.value()).matches());
        return downloads && !command.has("-o", "--offline")
                ? Optional.of(new Manifest("maven", "pom.xml", "run mvn dependency:go-offline"))
                : Optional.empty();
    }

    /** A build downloads what the manifest asks for; only a known one says that it asks. */
    private static boolean requires(Reading reading, String manifest, Pattern pattern) {
        return reading.context().stream()
                .flatMap(context -> context.included().stream())
                .filter(entry -> entry.path().equals(manifest))
                .map((TreeEntry entry) -> NodeModules.read(entry))
                .anyMatch(text -> pattern.matcher(text).find());
    }

    private static Optional<Manifest> cargo(Reading reading, String first, String second) {
        if (first.equals("chef")) {
            return second.equals("cook")
                    ? Optional.of(
                            new Manifest(
                                    "cargo", "the recipe of cargo chef", "run cargo chef cook"))
                    : Optional.empty();
        }
        return first.equals("build") && requires(reading, "Cargo.toml", CRATES)
                ? Optional.of(
                        new Manifest(
                                "cargo",
                                "Cargo.toml and Cargo.lock",
                                "build an empty main.rs (or use a cache mount)"))
                : Optional.empty();
    }
}
