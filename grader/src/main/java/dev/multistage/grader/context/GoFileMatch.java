package dev.multistage.grader.context;

/**
 * Go's {@code filepath.Match(pattern, ".")}, of which only the error counts. The name to match is
 * always a single dot, so that "what is left of it" is one character or nothing.
 */
final class GoFileMatch {

    private enum Outcome {
        MATCH,
        NO_MATCH,
        MALFORMED
    }

    private final String pattern;

    /** Where matching of the current piece of the pattern goes on. */
    private int at;

    private boolean dotLeft;

    private GoFileMatch(String pattern) {
        this.pattern = pattern;
    }

    static boolean failsOnDot(String pattern) {
        return new GoFileMatch(pattern).fails();
    }

    private boolean fails() {
        boolean left = true;
        int start = 0;
        while (start < pattern.length()) {
            boolean star = false;
            while (start < pattern.length() && pattern.charAt(start) == '*') {
                star = true;
                start++;
            }
            int end = pieceEnd(start);
            if (star && start == end) {
                return false;
            }
            boolean last = end == pattern.length();
            Outcome outcome = match(start, end, left);
            if (outcome == Outcome.MATCH && (!dotLeft || !last)) {
                left = dotLeft;
                start = end;
                continue;
            }
            if (outcome == Outcome.MALFORMED) {
                return true;
            }
            if (star && left) {
                // the star may also take the dot
                outcome = match(start, end, false);
                if (outcome == Outcome.MATCH) {
                    left = false;
                    start = end;
                    continue;
                }
                if (outcome == Outcome.MALFORMED) {
                    return true;
                }
            }
            return false;
        }
        return false;
    }

    /** Returns the end of the piece up to the next star outside a class. */
    private int pieceEnd(int start) {
        boolean inClass = false;
        for (int i = start; i < pattern.length(); i++) {
            switch (pattern.charAt(i)) {
                case '\\' -> i++;
                case '[' -> inClass = true;
                case ']' -> inClass = false;
                case '*' -> {
                    if (!inClass) {
                        return i;
                    }
                }
                default -> {}
            }
        }
        return pattern.length();
    }

    private Outcome match(int start, int end, boolean dot) {
        dotLeft = dot;
        at = start;
        boolean failed = false;
        while (at < end) {
            failed |= !dotLeft;
            switch (pattern.charAt(at)) {
                case '[' -> {
                    at++;
                    boolean left = dotLeft && !failed;
                    if (left) {
                        dotLeft = false;
                    }
                    int member = readClass(end, left);
                    if (member < 0) {
                        return Outcome.MALFORMED;
                    }
                    failed |= member == 0;
                }
                case '?' -> {
                    if (!failed) {
                        dotLeft = false;
                    }
                    at++;
                }
                case '\\' -> {
                    at++;
                    if (at == end) {
                        return Outcome.MALFORMED;
                    }
                    failed |= takeLiteral(failed);
                }
                default -> failed |= takeLiteral(failed);
            }
        }
        return failed ? Outcome.NO_MATCH : Outcome.MATCH;
    }

    /** Returns whether the match failed. */
    private boolean takeLiteral(boolean failed) {
        boolean differs = pattern.charAt(at) != '.';
        if (!failed) {
            dotLeft = false;
        }
        at++;
        return differs;
    }

    /** Returns 1 if the class matches a dot, 0 if not, -1 if it is malformed. */
    private int readClass(int end, boolean dot) {
        boolean negated = at < end && pattern.charAt(at) == '^';
        if (negated) {
            at++;
        }
        boolean matches = false;
        int character = dot ? '.' : 0;
        for (int ranges = 0; ; ranges++) {
            if (at < end && pattern.charAt(at) == ']' && ranges > 0) {
                at++;
                return matches == negated ? 0 : 1;
            }
            int low = readClassCharacter(end);
            if (low < 0) {
                return -1;
            }
            int high = low;
            if (pattern.charAt(at) == '-') {
                at++;
                high = readClassCharacter(end);
                if (high < 0) {
                    return -1;
                }
            }
            matches |= low <= character && character <= high;
        }
    }

    private int readClassCharacter(int end) {
        if (at >= end || pattern.charAt(at) == '-' || pattern.charAt(at) == ']') {
            return -1;
        }
        if (pattern.charAt(at) == '\\') {
            at++;
            if (at >= end) {
                return -1;
            }
        }
        int character = pattern.codePointAt(at);
        at += Character.charCount(character);
        return at >= end ? -1 : character;
    }
}
