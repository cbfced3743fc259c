package dev.multistage.grader.advice;

import java.util.Optional;
import java.util.Set;

/** Recognises commands that make programs. */
final class Compilations {

    /** What is compiled. */
    enum Language {
        GO("the Go toolchain"),
        RUST("the Rust toolchain"),
        JAVA("the JDK and the build tool"),
        JAVASCRIPT("the compiler and all development packages"),
        C("the C compiler"),
        DOTNET("the .NET SDK");

        private final String leaves;

        Language(String leaves) {
            this.leaves = leaves;
        }

        /** Returns what lies around after it, for a sentence. */
        String leaves() {
            return leaves;
        }
    }

    private static final Set<String> MAVEN_GOALS =
            Set.of("package", "install", "verify", "compile", "spring-boot:repackage");

    private static final Set<String> SCRIPTS =
            Set.of("build", "compile", "bundle", "build:prod", "build:production", "tsc");

    private Compilations() {}

    /** Returns what a command compiles. */
    static Optional<Language> of(Invocation command) {
        String first = command.operand(0);
        return switch (command.program()) {
            case "go" -> when(Set.of("build", "install").contains(first), Language.GO);
            case "cargo" ->
                    when(Set.of("build", "install", "rustc").contains(first), Language.RUST);
            case "rustc" -> Optional.of(Language.RUST);
            case "mvn", "mvnw" ->
                    when(
                            command.operands().stream()
                                    .anyMatch(goal -> MAVEN_GOALS.contains(goal.value())),
                            Language.JAVA);
            case "gradle", "gradlew" ->
                    when(
                            command.operands().stream()
                                    .anyMatch(
                                            task ->
                                                    task.value()
                                                            .matches(
                                                                    ":?([a-z-]+:)*(build|assemble|jar|bootJar"
                                                                            + "|shadowJar|installDist)")),
                            Language.JAVA);
            case "javac" -> Optional.of(Language.JAVA);
            case "npm", "pnpm", "yarn", "bun" -> script(command, first);
            case "npx" -> javascript(first, command.operand(1));
            case "tsc", "webpack", "vite", "next", "ng", "nest", "rollup" ->
                    javascript(command.program(), first);
            case "gcc", "g++", "cc", "c++", "clang", "make" -> Optional.of(Language.C);
            case "dotnet" -> when(Set.of("publish", "build").contains(first), Language.DOTNET);
            default -> Optional.empty();
        };
    }

    private static Optional<Language> script(Invocation command, String first) {
        boolean run = Set.of("run", "run-script").contains(first);
        String name = run ? command.operand(1) : first;
        boolean implicit = !command.program().equals("npm");
        return when((run || implicit) && SCRIPTS.contains(name), Language.JAVASCRIPT);
    }

    private static Optional<Language> javascript(String tool, String action) {
        return switch (tool) {
            case "tsc", "webpack", "rollup" -> Optional.of(Language.JAVASCRIPT);
            case "vite", "next", "ng", "nest" -> when(action.equals("build"), Language.JAVASCRIPT);
            default -> Optional.empty();
        };
    }

    private static Optional<Language> when(boolean condition, Language language) {
        return condition ? Optional.of(language) : Optional.empty();
    }
}
