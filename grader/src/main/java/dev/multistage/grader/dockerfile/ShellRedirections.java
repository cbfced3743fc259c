package dev.multistage.grader.dockerfile;

import dev.multistage.grader.dockerfile.ShellLexer.Unclear;
import dev.multistage.grader.dockerfile.ShellNode.Redirection;
import java.util.List;
import java.util.Optional;

/** Reads redirections, those of bash included where they are not anything else in sh. */
final class ShellRedirections {

    /** Longer ones first. */
    private static final List<String> OPERATORS =
            List.of("&>>", "&>", "<<<", "<<-", "<<", "<&", "<>", "<", ">>", ">&", ">|", ">");

    /** File descriptors with more digits there are none. */
    private static final int MOST_DIGITS = 3;

    private final ShellLexer lexer;
    private final ShellHeaders headers;
    private final ShellHeredocs heredocs;

    ShellRedirections(ShellLexer lexer, ShellHeaders headers, ShellHeredocs heredocs) {
        this.lexer = lexer;
        this.headers = headers;
        this.heredocs = heredocs;
    }

    /** Whether a redirection begins here, perhaps with a file descriptor. */
    boolean isNext() {
        int digits = 0;
        while (isDigit(lexer.peek(digits)) && digits < MOST_DIGITS) {
            digits++;
        }
        char operator = lexer.peek(digits);
        return operator == '<' || operator == '>' || lexer.startsWith("&>");
    }

    Redirection read() throws Unclear {
        int start = lexer.at();
        StringBuilder operator = new StringBuilder();
        while (isDigit(lexer.peek())) {
            operator.append(lexer.peek());
            lexer.moveTo(lexer.at() + 1);
        }
        for (String candidate : OPERATORS) {
            if (lexer.startsWith(candidate)) {
                operator.append(candidate);
                lexer.moveTo(lexer.at() + candidate.length());
                break;
            }
        }
        if (lexer.peek() == '(') {
            throw new Unclear("process substitution", start);
        }
        ShellWord target = headers.nextWord(start);
        String text = operator.toString();
        boolean here = text.endsWith("<<-") || (text.endsWith("<<") && !text.endsWith("<<<"));
        Optional<String> body =
                here
                        ? Optional.of(heredocs.add(target, text.endsWith("-"), lexer.at()))
                        : Optional.empty();
        return new Redirection(text, target, body);
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
