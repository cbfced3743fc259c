package dev.multistage.grader.advice;

import dev.multistage.grader.advice.PackageCommand.Action;
import dev.multistage.grader.advice.PublicImages.Libc;
import dev.multistage.grader.context.TreeEntry;
import dev.multistage.grader.dockerfile.ImageReference;
import dev.multistage.grader.dockerfile.Keyword;
import dev.multistage.grader.dockerfile.Stage;
import java.util.List;
import java.util.Optional;

/** T16: what one stage builds against one C library is run on another. */
final class LibcRule implements Rule {

    static final Topic TOPIC =
            new Topic(
                    "T16",
                    "libc-mismatch",
                    Weight.MISTAKE,
                    "Built for one C library, run with another",
                    "A program finds its loader and libraries by name. Where they are missing it does"
                            + " not start, and the message is only \"not found\".");

    @Override
    public List<Topic> topics() {
        return List.of(TOPIC);
    }

    @Override
    public void judge(Reading reading, Notebook notebook) {
        Libc runs = PublicImages.libc(reading.bottom().base());
        if (runs == Libc.UNKNOWN || bridged(reading)) {
            return;
        }
        for (Step copy : reading.image(Keyword.COPY)) {
            Optional<Stage> source = reading.source(copy);
            if (source.isPresent()) {
                Libc built =
                        PublicImages.libc(reading.dockerfile().chain(source.get()).get(0).base());
                if (differ(built, runs)) {
                    judge(reading, copy, source.get(), built, runs, notebook);
                }
            } else {
                external(copy, runs, notebook);
            }
        }
    }

    private static boolean differ(Libc built, Libc runs) {
        return (built == Libc.GLIBC || built == Libc.MUSL) && built != runs;
    }

    /** Alpine's compatibility packages may or may not be enough; the image decides. */
    private static boolean bridged(Reading reading) {
        return PackageCommand.packages(reading.image(Keyword.RUN), Action.INSTALL)
                .anyMatch(
                        name ->
                                name.equals("gcompat")
                                        || name.equals("libc6-compat")
                                        || name.equals("musl")
                                        || name.startsWith("glibc"));
    }

    private static void judge(
            Reading reading, Step copy, Stage source, Libc built, Libc runs, Notebook notebook) {
        List<Step> steps = reading.chain(source);
        for (String path : copy.sources()) {
            if (isData(path)) {
                continue;
            }
            Optional<String> what =
                    Linking.program(reading, steps, reading.base(source), built)
                            .or(() -> python(steps, path))
                            .or(() -> node(reading, source, steps, path));
            if (what.isPresent()) {
                note(copy, what.get(), source.label(), built, runs, notebook);
                return;
            }
        }
    }

    private static boolean isData(String path) {
        return path.matches(
                ".*(?:\\.(?:crt|pem|json|html|css|js|mjs|txt|conf|sh|md|py|ya?ml|toml|jar|war|png)"
                        + "|/etc/passwd|/etc/group|zoneinfo.*|/etc/ssl.*|/usr/share/.*|/static|/public"
                        + "|/dist|/assets|/templates|/migrations|/build/libs.*|/target/.*\\.jar)/?");
    }

    private static void note(
            Step copy, String what, String stage, Libc built, Libc runs, Notebook notebook) {
        String wants = built == Libc.GLIBC ? "glibc (Debian and its like)" : "musl (Alpine)";
        String has =
                switch (runs) {
                    case GLIBC -> "glibc only";
                    case MUSL -> "musl only (Alpine)";
                    default -> "no C library at all";
                };
        notebook.note(
                TOPIC,
                copy.span(),
                what
                        + " needs "
                        + wants
                        + " of the stage \""
                        + stage
                        + "\"; the final stage has "
                        + has
                        + ".",
                next(what, built));
    }

    private static String next(String what, Libc built) {
        String same =
                built == Libc.GLIBC
                        ? "use a base with glibc at the end (a -slim tag, or distroless)"
                        : "use an alpine base at the end";
        if (what.startsWith("The Go")) {
            return "Build with CGO_ENABLED=0, or " + same + ".";
        }
        if (what.startsWith("The Rust")) {
            return "Build for a musl target (--target x86_64-unknown-linux-musl, or rust:…-alpine), or "
                    + same
                    + ".";
        }
        if (what.startsWith("The C")) {
            return "Link with -static, or " + same + ".";
        }
        return "Build and run on the same family: " + same + ", or build on what you run on.";
    }

    private static Optional<String> python(List<Step> steps, String path) {
        boolean environment =
                path.contains("site-packages")
                        || path.matches(".*/\\.?(?:venv|local|install|env|packages|deps|wheels)/?")
                        || path.matches(
                                "/usr/local/?|/usr/local/lib/?|/usr/local/lib/python[0-9.]+/?");
        if (path.endsWith("wheels")) {
            return Optional.empty();
        }
        return steps.stream()
                .filter(step -> step.is(Keyword.RUN))
                .flatMap(
                        step ->
                                step.commands().stream()
                                        .filter(LibcRule::installsPython)
                                        .filter(
                                                command ->
                                                        environment
                                                                || DevDependenciesRule.installsInto(
                                                                        command,
                                                                        step,
                                                                        List.of(path))))
                .findFirst()
                .map(
                        command ->
                                "Every compiled Python package that line "
                                        + command.span().line()
                                        + " installs");
    }

    private static boolean installsPython(Invocation command) {
        return command.runs("pip", "pip3", "poetry", "uv", "pipenv")
                        && command.has("install", "sync")
                || command.runs("python", "python3") && command.has("install");
    }

    /** Packages of Node with machine code; pure JavaScript runs everywhere. */
    private static Optional<String> node(
            Reading reading, Stage source, List<Step> steps, String path) {
        Optional<NodeModules> modules = NodeModules.of(reading, source);
        boolean brings =
                Paths.name(Paths.absolute("/", path)).equals("node_modules")
                        || modules.filter(
                                        m ->
                                                Paths.within(
                                                        m.installed().directory(),
                                                        Paths.absolute("/", path)))
                                .isPresent();
        if (modules.isEmpty() || !brings) {
            return Optional.empty();
        }
        boolean compiles =
                Linking.installsCompiler(steps)
                        || Linking.mentions(steps, "node-gyp")
                        || nativeByLockFile(reading);
        return compiles
                ? Optional.of(
                        "Every package with machine code that line "
                                + modules.get().command().span().line()
                                + " installs")
                : Optional.empty();
    }

    private static boolean nativeByLockFile(Reading reading) {
        return reading.context().stream()
                .flatMap(context -> context.included().stream())
                .filter(entry -> entry.path().equals("package-lock.json"))
                .map((TreeEntry entry) -> NodeModules.read(entry))
                .anyMatch(text -> text.contains("\"libc\"") || text.contains("\"gypfile\""));
    }

    private static void external(Step copy, Libc runs, Notebook notebook) {
        ImageReference image;
        try {
            image = ImageReference.parse(copy.from().orElse(""));
        } catch (ImageReference.InvalidReferenceException none) {
            return;
        }
        Libc built = PublicImages.libc(image);
        for (String path : copy.sources()) {
            boolean program =
                    path.matches(
                            "/usr/local/bin/(?:node|python[0-9.]*)|/opt/java/openjdk/?|/usr/local/lib/?");
            if (differ(built, runs) && program) {
                note(copy, path, image.familiar(), built, runs, notebook);
            }
        }
    }
}
