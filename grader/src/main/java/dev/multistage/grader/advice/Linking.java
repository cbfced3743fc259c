package dev.multistage.grader.advice;

import dev.multistage.grader.advice.Compilations.Language;
import dev.multistage.grader.advice.PackageCommand.Action;
import dev.multistage.grader.advice.PublicImages.Libc;
import dev.multistage.grader.dockerfile.ImageReference;
import dev.multistage.grader.dockerfile.Keyword;
import java.util.List;
import java.util.Optional;

/** Which compilers link a program with the C library of the stage that they run in. */
final class Linking {

    private Linking() {}

    /** Returns the first program that a stage links with its C library, as a subject. */
    static Optional<String> program(
            Reading reading, List<Step> steps, Optional<ImageReference> base, Libc built) {
        for (Step step : steps) {
            for (Invocation command : step.commands()) {
                Optional<Language> language = Compilations.of(command);
                if (!step.is(Keyword.RUN) || language.isEmpty() || !step.complete()) {
                    continue;
                }
                Optional<String> found =
                        switch (language.get()) {
                            case GO -> go(reading, steps, step, command, base, built);
                            case RUST -> rust(steps, step, command, built);
                            case C -> c(steps, step, command);
                            default -> Optional.empty();
                        };
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static String variable(String name, Step step, Invocation command) {
        return command.environment().getOrDefault(name, step.variables().getOrDefault(name, ""));
    }

    private static Optional<String> go(
            Reading reading,
            List<Step> steps,
            Step step,
            Invocation command,
            Optional<ImageReference> base,
            Libc built) {
        String cgo = variable("CGO_ENABLED", step, command);
        boolean off = cgo.equals("0") || mentions(steps, "CGO_ENABLED=0");
        boolean on = cgo.equals("1");
        boolean wasm = variable("GOARCH", step, command).equals("wasm");
        boolean pure =
                GoSources.needNoLibc(reading)
                        && !command.hasPrefix("-buildmode", "-linkmode", "-race", "-msan", "-asan");
        boolean isStatic =
                mentions(List.of(step), "-static")
                        || mentions(List.of(step), "netgo")
                        || mentions(steps, "osusergo");
        boolean compiler =
                built == Libc.GLIBC
                        ? base.filter(image -> image.familiarName().equals("golang")).isPresent()
                                || on
                                || installsCompiler(steps)
                        : installsCompiler(steps);
        return !off && !isStatic && !wasm && !pure && compiler && command.operand(0).equals("build")
                ? Optional.of(
                        "The Go program of line "
                                + command.span().line()
                                + ", built with cgo (CGO_ENABLED is not 0),")
                : Optional.empty();
    }

    /** Whether a stage installs a C compiler. */
    static boolean installsCompiler(List<Step> steps) {
        return PackageCommand.packages(steps, Action.INSTALL)
                .anyMatch(
                        name ->
                                name.matches(
                                        "gcc|g\\+\\+|build-base|build-essential|alpine-sdk|clang"));
    }

    private static Optional<String> rust(
            List<Step> steps, Step step, Invocation command, Libc built) {
        boolean isStatic =
                command.option("--target").filter(Linking::withoutGlibc).isPresent()
                        || withoutGlibc(variable("CARGO_BUILD_TARGET", step, command))
                        || mentions(steps, "crt-static")
                        || mentions(steps, "musl")
                        || !command.allKnown();
        return built == Libc.GLIBC && !isStatic
                ? Optional.of("The Rust program of line " + command.span().line())
                : Optional.empty();
    }

    private static boolean withoutGlibc(String target) {
        return target.contains("musl") || target.contains("wasm");
    }

    private static Optional<String> c(List<Step> steps, Step step, Invocation command) {
        boolean links =
                command.runs("gcc", "g++", "cc", "c++", "clang")
                        && !command.has("-c", "--version", "-E");
        return links && !mentions(List.of(step), "-static") && !mentions(steps, "LDFLAGS")
                ? Optional.of("The C program of line " + command.span().line())
                : Optional.empty();
    }

    /** Whether a text stands in an instruction, or in a variable that it sees. */
    static boolean mentions(List<Step> steps, String text) {
        return steps.stream()
                .anyMatch(
                        step ->
                                step.instruction().text().contains(text)
                                        || step.variables().values().stream()
                                                .anyMatch(value -> value.contains(text)));
    }
}
