package dev.multistage.grader.context;

import dev.multistage.grader.context.IgnorePattern.BadPatternException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A .dockerignore, with the meaning that BuildKit's client gives it: read by moby/patternmatcher
 * and applied while walking the directory (tonistiigi/fsutil), where a pattern that matched a
 * directory goes on matching what is in it.
 */
public final class IgnoreRules {

    private static final int LONGEST_LINE = 65_535;

    /** Characters that keep fsutil from comparing an exception with a directory as text. */
    private static final String WILDCARDS = "*[]?^\\";

    /**
     * One pattern.
     *
     * @param line its line in the file, counted from 1
     * @param text the line as written, without blanks around it
     * @param pattern the pattern as it is applied: shortened, without {@code !}
     * @param negated whether it takes files back in ({@code !pattern})
     */
    public record Rule(int line, String text, String pattern, boolean negated) {}

    /**
     * What becomes of a path.
     *
     * @param excluded whether it is left out
     * @param rule the last rule that had a say; empty if none had
     */
    public record Decision(boolean excluded, Optional<Rule> rule) {}

    private final List<Rule> rules;
    private final List<IgnorePattern> patterns;
    private final boolean negations;
    private final boolean plainNegations;

    private IgnoreRules(List<Rule> rules, List<IgnorePattern> patterns) {
        this.rules = List.copyOf(rules);
        this.patterns = List.copyOf(patterns);
        this.negations = rules.stream().anyMatch(Rule::negated);
        this.plainNegations =
                rules.stream().filter(Rule::negated).allMatch(rule -> isPlain(rule.pattern()));
    }

    /** Returns rules that leave nothing out. */
    public static IgnoreRules none() {
        return new IgnoreRules(List.of(), List.of());
    }

    /**
     * Reads a .dockerignore.
     *
     * @throws IgnoreSyntaxException if a pattern is malformed: no build starts with it
     */
    public static IgnoreRules parse(String content) {
        List<Rule> rules = new ArrayList<>();
        List<IgnorePattern> patterns = new ArrayList<>();
        String text = content.startsWith("\uFEFF") ? content.substring(1) : content;
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            if (line.length() * 3L > LONGEST_LINE
                    && line.getBytes(StandardCharsets.UTF_8).length > LONGEST_LINE) {
                throw new IgnoreSyntaxException("bufio.Scanner: token too long", number);
            }
            if (line.startsWith("#") || trim(line).isEmpty()) {
                continue;
            }
            add(trim(line), number, rules, patterns);
        }
        return new IgnoreRules(rules, patterns);
    }

    private static void add(
            String text, int number, List<Rule> rules, List<IgnorePattern> patterns) {
        boolean negated = text.startsWith("!");
        String pattern = negated ? trim(text.substring(1)) : text;
        if (!pattern.isEmpty()) {
            pattern = CleanPath.clean(pattern);
            if (pattern.length() > 1 && pattern.startsWith("/")) {
                pattern = pattern.substring(1);
            }
        }
        // moby's matcher trims and shortens once more, with the "!" in place
        pattern = CleanPath.clean(trim((negated ? "!" : "") + pattern));
        if (pattern.equals("!")) {
            throw new IgnoreSyntaxException("illegal exclusion pattern: \"!\"", number);
        }
        negated = pattern.startsWith("!");
        pattern = negated ? pattern.substring(1) : pattern;
        try {
            if (IgnorePattern.isMalformed(pattern)) {
                throw new BadPatternException("syntax error in pattern");
            }
            patterns.add(new IgnorePattern(pattern));
            rules.add(new Rule(number, text, pattern, negated));
        } catch (BadPatternException e) {
            throw new IgnoreSyntaxException("syntax error in pattern: " + text, number);
        }
    }

    /** Returns the rules in order. */
    public List<Rule> rules() {
        return rules;
    }

    /**
     * Whether a path is left out.
     *
     * @param path relative to the context, with slashes
     */
    public boolean excludes(String path) {
        return decide(path).excluded();
    }

    /** Returns whether a path is left out and which rule has it so. */
    public Decision decide(String path) {
        String clean = CleanPath.inside(path);
        Walk walk = walk();
        for (int slash = clean.indexOf('/'); slash >= 0; slash = clean.indexOf('/', slash + 1)) {
            walk = walk.enter(clean.substring(0, slash));
        }
        return walk.decide(clean);
    }

    /**
     * Whether a path or a directory above it matches, by the patterns alone and without walking
     * (moby's MatchesOrParentMatches). BuildKit judges so whether a COPY names ignored files; for
     * what a build gets, ask {@link #excludes}.
     */
    public boolean matches(String path) {
        boolean matched = false;
        for (int i = 0; i < patterns.size(); i++) {
            if (rules.get(i).negated() == matched && matchesPathOrParent(patterns.get(i), path)) {
                matched = !rules.get(i).negated();
            }
        }
        return matched;
    }

    private static boolean matchesPathOrParent(IgnorePattern pattern, String path) {
        if (pattern.matches(path)) {
            return true;
        }
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            if (pattern.matches(path.substring(0, slash))) {
                return true;
            }
        }
        return false;
    }

    /** Begins a walk at the top of the context. */
    public Walk walk() {
        return new Walk("", new boolean[0], false, Optional.empty());
    }

    /** A directory on the way through the context, with what has matched so far. Immutable. */
    public final class Walk {

        private final String directory;
        private final boolean[] matchedAbove;
        private final boolean skipped;
        private final Optional<Rule> skippedBy;

        private Walk(
                String directory,
                boolean[] matchedAbove,
                boolean skipped,
                Optional<Rule> skippedBy) {
            this.directory = directory;
            this.matchedAbove = matchedAbove;
            this.skipped = skipped;
            this.skippedBy = skippedBy;
        }

        /** Returns what becomes of a path in this directory. */
        public Decision decide(String path) {
            return skipped
                    ? new Decision(true, skippedBy)
                    : decide(path, new boolean[patterns.size()]);
        }

        /** Steps into a directory in this one; also works if it is left out. */
        public Walk enter(String path) {
            if (skipped) {
                return new Walk(path, matchedAbove, true, skippedBy);
            }
            boolean[] matched = new boolean[patterns.size()];
            Decision decision = decide(path, matched);
            boolean skip = decision.excluded() && canSkip(path);
            return new Walk(path, matched, skip, decision.rule());
        }

        /** Returns the directory; empty at the top. */
        public String directory() {
            return directory;
        }

        /** moby's MatchesUsingParentResults. */
        private Decision decide(String path, boolean[] matchedHere) {
            boolean top = matchedAbove.length == 0;
            boolean excluded = false;
            Optional<Rule> last = Optional.empty();
            for (int i = 0; i < patterns.size(); i++) {
                Rule rule = rules.get(i);
                boolean match = !top && matchedAbove[i];
                if (!match) {
                    if (rule.negated() != excluded) {
                        continue;
                    }
                    match =
                            top
                                    ? matchesPathOrParent(patterns.get(i), path)
                                    : patterns.get(i).matches(path);
                }
                matchedHere[i] = match;
                if (match) {
                    excluded = !rule.negated();
                    last = Optional.of(rule);
                }
            }
            return new Decision(excluded, last);
        }
    }

    /**
     * Whether a directory that is left out need not be walked; fsutil decides so, and then nothing
     * in it comes back, whatever a pattern says.
     */
    private boolean canSkip(String directory) {
        if (!plainNegations) {
            return false;
        }
        String prefix = directory + "/";
        return !negations
                || rules.stream()
                        .filter(Rule::negated)
                        .noneMatch(
                                rule ->
                                        (withoutTrailingGlob(rule.pattern()) + "/")
                                                .startsWith(prefix));
    }

    private static boolean isPlain(String pattern) {
        return withoutTrailingGlob(pattern)
                .chars()
                .noneMatch(character -> WILDCARDS.indexOf(character) >= 0);
    }

    private static String withoutTrailingGlob(String pattern) {
        String shorter =
                pattern.endsWith("/**") ? pattern.substring(0, pattern.length() - 3) : pattern;
        return shorter.endsWith("/*") ? shorter.substring(0, shorter.length() - 2) : shorter;
    }

    /** Go's {@code strings.TrimSpace}. */
    private static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isSpace(char character) {
        return Character.isSpaceChar(character)
                || (character >= '\t' && character <= '\r')
                || character == 0x85;
    }
}
