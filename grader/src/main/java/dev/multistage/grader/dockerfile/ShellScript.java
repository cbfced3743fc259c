package dev.multistage.grader.dockerfile;

import java.util.List;

/**
 * The commands of a shell script, for example of a RUN instruction: quotes, {@code && || ; | &},
 * line ends, {@code ( ) { }}, {@code if}, loops, {@code case}, here-documents, and the script of
 * {@code sh -c '…'}. It follows POSIX sh and never guesses: substitutions make a word not literal,
 * and what it cannot read with certainty becomes {@link ShellNode.Opaque}, in doubt the whole rest.
 *
 * <pre>{@code
 * for (ShellNode.Command command : ShellScript.parse("apt-get update && make").commands()) {
 *     command.program(); // apt-get, then make
 * }
 * }</pre>
 */
public final class ShellScript {

    private final List<ShellNode> nodes;
    private final long steps;

    ShellScript(List<ShellNode> nodes, long steps) {
        this.nodes = List.copyOf(nodes);
        this.steps = steps;
    }

    /** Reads a script; places are those in the text. */
    public static ShellScript parse(String text) {
        return parse(SourceText.of(text));
    }

    /** Reads a script; places are those in the Dockerfile. */
    public static ShellScript parse(SourceText text) {
        return ShellParser.parse(text);
    }

    /** Returns commands and opaque parts in the order of the text, nested ones included. */
    public List<ShellNode> nodes() {
        return nodes;
    }

    /** Returns the commands in the order of the text, those of {@code sh -c} behind it. */
    public List<ShellNode.Command> commands() {
        return nodes.stream()
                .filter(ShellNode.Command.class::isInstance)
                .map(ShellNode.Command.class::cast)
                .toList();
    }

    /** Returns what was not taken apart. */
    public List<ShellNode.Opaque> opaque() {
        return nodes.stream()
                .filter(ShellNode.Opaque.class::isInstance)
                .map(ShellNode.Opaque.class::cast)
                .toList();
    }

    /** Whether everything was taken apart. */
    public boolean isComplete() {
        return nodes.stream().allMatch(ShellNode.Command.class::isInstance);
    }

    /** Returns how many characters were looked at; tests hold it against the length. */
    long steps() {
        return steps;
    }
}
