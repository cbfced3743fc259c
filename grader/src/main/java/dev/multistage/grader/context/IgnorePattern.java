package dev.multistage.grader.context;

import java.util.Optional;

/**
 * One pattern of a .dockerignore, compiled as github.com/moby/patternmatcher v0.6.1 does: to a
 * comparison of texts where possible, else to a regular expression.
 */
final class IgnorePattern {

    /** A pattern that moby refuses. */
    static final class BadPatternException extends Exception {
        BadPatternException(String message) {
            super(message);
        }
    }

    private enum Kind {
        EXACT,
        PREFIX,
        SUFFIX,
        EXPRESSION
    }

    /**
     * Characters that mean something in an expression and nothing in a pattern. moby wants to
     * escape {@code | { }} too, but its table has eight bits too few for them, so that they keep
     * their meaning in patterns with a wildcard.
     */
    private static final String ESCAPED = ".+()$";

    private final String pattern;
    private final Kind kind;
    private final Optional<GoAutomaton> expression;

    IgnorePattern(String pattern) throws BadPatternException {
        this.pattern = pattern;
        StringBuilder source = new StringBuilder("^");
        this.kind = translate(pattern.codePoints().toArray(), source);
        this.expression =
                kind == Kind.EXPRESSION
                        ? Optional.of(GoExpression.compile(source.append('$').toString()))
                        : Optional.empty();
    }

    String pattern() {
        return pattern;
    }

    private static Kind translate(int[] text, StringBuilder source) {
        Kind kind = Kind.EXACT;
        int at = text.length > 0 && text[0] == 0xFEFF ? 1 : 0;
        for (int step = 0; at < text.length; step++) {
            int character = text[at++];
            if (character == '*' && at < text.length && text[at] == '*') {
                at++;
                if (at < text.length && text[at] == '/') {
                    at++;
                }
                if (at == text.length) {
                    if (kind == Kind.EXACT) {
                        kind = Kind.PREFIX;
                    } else {
                        source.append(".*");
                        kind = Kind.EXPRESSION;
                    }
                } else {
                    source.append("(.*/)?");
                    kind = Kind.EXPRESSION;
                }
                if (step == 0) {
                    kind = Kind.SUFFIX;
                }
            } else if (character == '*') {
                source.append("[^/]*");
                kind = Kind.EXPRESSION;
            } else if (character == '?') {
                source.append("[^/]");
                kind = Kind.EXPRESSION;
            } else if (ESCAPED.indexOf(character) >= 0) {
                source.append('\\').appendCodePoint(character);
            } else if (character == '\\') {
                source.append('\\');
                if (at < text.length) {
                    source.appendCodePoint(text[at++]);
                    kind = Kind.EXPRESSION;
                }
            } else {
                source.appendCodePoint(character);
                if (character == '[' || character == ']') {
                    kind = Kind.EXPRESSION;
                }
            }
        }
        return kind;
    }

    /** Whether the pattern matches the path itself; directories above are the caller's. */
    boolean matches(String path) {
        return switch (kind) {
            case EXACT -> path.equals(pattern);
            case PREFIX -> path.startsWith(pattern.substring(0, pattern.length() - 2));
            case SUFFIX -> {
                String suffix = pattern.substring(2);
                yield path.endsWith(suffix)
                        || (suffix.startsWith("/") && path.equals(suffix.substring(1)));
            }
            case EXPRESSION -> expression.orElseThrow().matches(path);
        };
    }

    /**
     * Whether Go's {@code filepath.Match(pattern, ".")} finds a fault, which moby asks first. It
     * stops reading where the path cannot match any more, so that not every fault is found.
     */
    static boolean isMalformed(String pattern) {
        return GoFileMatch.failsOnDot(pattern);
    }
}
