package dev.multistage.grader.check;

import java.util.regex.Pattern;

/**
 * A pattern for paths as an exercise's declaration writes it, the same on every machine: {@code *}
 * within a folder, {@code **} across folders, {@code ?} a character. {@code **}{@code /} at the
 * beginning, or between slashes, stands for no folder, too. ({@code .dockerignore} has rules of its
 * own, Docker's.)
 */
final class Glob {

    private final Pattern pattern;

    private Glob(Pattern pattern) {
        this.pattern = pattern;
    }

    /** Reads a glob. */
    static Glob of(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            if (glob.startsWith("/**/", i)) {
                regex.append("/(.*/)?");
                i += 3;
            } else if (i == 0 && glob.startsWith("**/")) {
                regex.append("(.*/)?");
                i += 2;
            } else if (glob.startsWith("**", i)) {
                regex.append(".*");
                i++;
            } else if (glob.charAt(i) == '*') {
                regex.append("[^/]*");
            } else if (glob.charAt(i) == '?') {
                regex.append("[^/]");
            } else {
                regex.append(Pattern.quote(glob.substring(i, i + 1)));
            }
        }
        return new Glob(Pattern.compile(regex.toString(), Pattern.DOTALL));
    }

    /** Returns whether it fits a whole path, with slashes. */
    boolean matches(String path) {
        return pattern.matcher(path).matches();
    }
}
