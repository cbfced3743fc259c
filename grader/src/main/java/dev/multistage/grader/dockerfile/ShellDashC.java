package dev.multistage.grader.dockerfile;

import dev.multistage.grader.dockerfile.ShellNode.Command;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the script of {@code sh -c '…'}. */
final class ShellDashC {

    private static final Set<String> SHELLS = Set.of("sh", "bash", "ash", "dash", "ksh", "zsh");

    private ShellDashC() {}

    /** Returns the script that a shell is given, every character with its place. */
    static Optional<SourceText> script(Command command, SourceText source) {
        return word(command)
                .filter(ShellWord::literal)
                .filter(word -> !word.text().contains("\\\n"))
                .map(word -> unquoted(word, source));
    }

    /** Whether a shell is given a script that is not known. */
    static boolean hidesScript(Command command) {
        return word(command).filter(word -> !word.literal()).isPresent();
    }

    private static Optional<ShellWord> word(Command command) {
        if (!command.program().map(SHELLS::contains).orElse(false)) {
            return Optional.empty();
        }
        List<ShellWord> arguments = command.arguments();
        for (int i = 0; i < arguments.size(); i++) {
            String option = arguments.get(i).value();
            if (!arguments.get(i).literal() || option.length() < 2 || !isOption(option)) {
                return Optional.empty();
            }
            boolean takesName = option.endsWith("o");
            if (!option.startsWith("--") && option.substring(1).indexOf('c') >= 0) {
                int script = i + (takesName ? 2 : 1);
                return script < arguments.size()
                        ? Optional.of(arguments.get(script))
                        : Optional.empty();
            }
            if (takesName) {
                i++;
            }
        }
        return Optional.empty();
    }

    private static boolean isOption(String word) {
        return word.charAt(0) == '-' || word.charAt(0) == '+';
    }

    /** Resolves the quotes of a literal word once more, now keeping places. */
    private static SourceText unquoted(ShellWord word, SourceText source) {
        String text = word.text();
        SourceText.Builder script = new SourceText.Builder();
        char quote = 0;
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (quote == 0 && (character == '\'' || character == '"')) {
                quote = character;
                continue;
            }
            if (character == quote) {
                quote = 0;
                continue;
            }
            boolean escapes =
                    character == '\\'
                            && at + 1 < text.length()
                            && (quote == 0
                                    || (quote == '"'
                                            && "$`\"\\".indexOf(text.charAt(at + 1)) >= 0));
            if (escapes) {
                at++;
            }
            script.append(source.slice(word.offset() + at, word.offset() + at + 1));
        }
        return script.build();
    }
}
