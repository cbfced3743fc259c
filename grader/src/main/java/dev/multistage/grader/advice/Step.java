package dev.multistage.grader.advice;

import dev.multistage.grader.dockerfile.Instruction;
import dev.multistage.grader.dockerfile.Keyword;
import dev.multistage.grader.dockerfile.Mount;
import dev.multistage.grader.dockerfile.Stage;
import dev.multistage.grader.dockerfile.Token;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An instruction with what is known when it runs.
 *
 * @param stage the stage in which it runs
 * @param instruction the instruction
 * @param directory the working directory
 * @param variables what it sees of ENV and ARG
 * @param sources for COPY and ADD: the paths, variables put in
 * @param destination for COPY and ADD: the absolute path
 * @param commands for RUN: the programs that it starts
 * @param complete for RUN: whether everything that it does is in {@link #commands}
 */
record Step(
        Stage stage,
        Instruction instruction,
        String directory,
        Map<String, String> variables,
        List<String> sources,
        Optional<String> destination,
        List<Invocation> commands,
        boolean complete) {

    Step {
        variables = Map.copyOf(variables);
        sources = List.copyOf(sources);
        commands = List.copyOf(commands);
    }

    boolean is(Keyword keyword) {
        return instruction.keyword() == keyword;
    }

    int line() {
        return instruction.startLine();
    }

    /** Returns the stage or image that COPY takes from. */
    Optional<String> from() {
        return is(Keyword.COPY)
                ? instruction
                        .flag("from")
                        .flatMap(flag -> flag.value())
                        .filter(value -> !value.isEmpty())
                : Optional.empty();
    }

    /** Whether it takes files from the build context. */
    boolean readsContext() {
        return (is(Keyword.COPY) || is(Keyword.ADD))
                && from().isEmpty()
                && !sources.isEmpty()
                && sources.stream().noneMatch(Step::isRemote);
    }

    static boolean isRemote(String source) {
        return source.startsWith("http://")
                || source.startsWith("https://")
                || source.startsWith("git@")
                || source.startsWith("git://")
                || source.startsWith("ssh://");
    }

    /** Whether it copies everything that the build context holds. */
    boolean copiesWholeContext() {
        return readsContext()
                && instruction.flag("parents").isEmpty()
                && sources.stream()
                        .anyMatch(
                                source ->
                                        Paths.absolute("/", source).equals("/")
                                                || source.equals("*"));
    }

    /** Whether a mount of a kind that stays out of the image covers a path. */
    boolean mountCovers(String path) {
        return instruction.mounts().stream()
                .filter(mount -> !mount.type().equals("secret") && !mount.type().equals("ssh"))
                .filter(mount -> !mount.target().isEmpty())
                .anyMatch(mount -> Paths.within(path, target(mount)));
    }

    /** Whether a cache mount's target holds one of these words. */
    boolean hasCacheMount(String... words) {
        return instruction.mounts().stream()
                .filter(mount -> mount.type().equals("cache") || mount.type().equals("tmpfs"))
                .anyMatch(
                        mount -> {
                            for (String word : words) {
                                if (mount.target().contains(word)) {
                                    return true;
                                }
                            }
                            return mount.target().contains("$");
                        });
    }

    private String target(Mount mount) {
        return Paths.absolute(directory, mount.target());
    }

    /** Returns the place of the whole instruction. */
    Span span() {
        return span(instruction);
    }

    static Span span(Instruction instruction) {
        List<Token> tokens = instruction.tokens();
        return Span.between(instruction.position(), tokens.get(tokens.size() - 1).end());
    }

    /** Returns the place of an argument, counted from 0, or of the whole instruction. */
    Span wordSpan(int index) {
        List<Token> words =
                instruction.tokens().stream()
                        .filter(
                                token ->
                                        token.kind() == Token.Kind.WORD
                                                || token.kind() == Token.Kind.JSON_STRING)
                        .toList();
        return index < words.size()
                ? Span.between(words.get(index).start(), words.get(index).end())
                : span();
    }

    /** Returns the place of a flag, or of the whole instruction. */
    Span flagSpan(String name) {
        return instruction
                .flag(name)
                .map(flag -> Span.between(flag.start(), flag.end()))
                .orElseGet(this::span);
    }

    /** Whether one of its commands removes a path, or may do so. */
    boolean mayRemove(String path) {
        return !complete
                || commands.stream()
                        .anyMatch(command -> Removals.removes(command, directory, path));
    }
}
