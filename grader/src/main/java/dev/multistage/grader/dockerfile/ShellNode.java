package dev.multistage.grader.dockerfile;

import java.util.List;
import java.util.Optional;

/** A part of a shell script. */
public sealed interface ShellNode {

    /** How a command follows the one before it. */
    enum Link {
        /** the first one of its list */
        FIRST,
        /** {@code ;} or a line end */
        THEN,
        /** {@code &&} */
        AND,
        /** {@code ||} */
        OR,
        /** {@code |} */
        PIPE,
        /** {@code &}: the one before runs in the background */
        BACKGROUND
    }

    /**
     * A simple command.
     *
     * @param link how it follows the command before it
     * @param assignments words {@code NAME=value} before the command
     * @param words the command and its arguments; empty if there are only assignments
     * @param redirections what is redirected
     * @param conditional whether it stands in an {@code if}, a loop or a {@code case}
     * @param subshell whether it runs in a process of its own, {@code ( … )}
     * @param depth how many {@code sh -c} it stands in
     */
    record Command(
            Link link,
            List<ShellWord> assignments,
            List<ShellWord> words,
            List<Redirection> redirections,
            boolean conditional,
            boolean subshell,
            int depth)
            implements ShellNode {

        public Command {
            assignments = List.copyOf(assignments);
            words = List.copyOf(words);
            redirections = List.copyOf(redirections);
        }

        /** Returns the name of the program without its directory, if it is literal. */
        public Optional<String> program() {
            if (words.isEmpty() || !words.get(0).literal()) {
                return Optional.empty();
            }
            String name = words.get(0).value();
            return Optional.of(name.substring(name.lastIndexOf('/') + 1));
        }

        /** Returns the words behind the program. */
        public List<ShellWord> arguments() {
            return words.isEmpty() ? List.of() : words.subList(1, words.size());
        }

        /** Whether an argument is literally this text. */
        public boolean has(String argument) {
            return arguments().stream().anyMatch(word -> word.is(argument));
        }
    }

    /**
     * Something that is not taken apart, because that would be guessing.
     *
     * @param reason what it is, in a few words
     * @param text the text
     * @param start where it begins
     */
    record Opaque(String reason, String text, Position start) implements ShellNode {}

    /**
     * A redirection.
     *
     * @param operator for example {@code >}, {@code 2>&}, {@code <<}
     * @param target the file or descriptor, or the end word of a here-document
     * @param body the here-document
     */
    record Redirection(String operator, ShellWord target, Optional<String> body) {}
}
