package dev.multistage.grader.advice;

import dev.multistage.grader.dockerfile.Directive;
import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.dockerfile.Instruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Comments that tell other tools to look away. They are shown, and change nothing. */
final class Suppressions {

    /**
     * A comment.
     *
     * @param line where it stands
     * @param text it
     * @param firstLine the first line that it is about
     * @param lastLine the last line that it is about
     */
    record Suppression(int line, String text, int firstLine, int lastLine) {}

    private static final int LONGEST = 120;

    private static final Pattern COMMENT =
            Pattern.compile(
                    "^\\s*#\\s*(?:(?<one>hadolint\\s+ignore|hadolint\\s+shell|tally\\s+ignore"
                            + "|trivy:ignore|checkov:skip|kics-scan\\s+ignore-line"
                            + "|kics-scan\\s+ignore-block|nosemgrep|snyk:ignore)"
                            + "|(?<all>hadolint\\s+global\\s+ignore|tally\\s+global\\s+ignore"
                            + "|kics-scan\\s+(?:ignore|disable)))\\b.*",
                    Pattern.CASE_INSENSITIVE);

    private final List<Suppression> found;

    private Suppressions(List<Suppression> found) {
        this.found = List.copyOf(found);
    }

    static Suppressions of(Dockerfile dockerfile) {
        List<Suppression> found = new ArrayList<>();
        for (Directive directive : dockerfile.directives()) {
            if (directive.name().equals("check") && directive.value().contains("skip=")) {
                found.add(
                        new Suppression(
                                directive.line(),
                                shown(dockerfile.line(directive.line())),
                                1,
                                Integer.MAX_VALUE));
            }
        }
        for (int line = 1; line <= dockerfile.lines(); line++) {
            String text = dockerfile.line(line);
            if (text.indexOf('#') < 0) {
                continue;
            }
            Matcher matcher = COMMENT.matcher(text);
            if (matcher.matches()) {
                boolean all = matcher.group("all") != null;
                Optional<Instruction> next = all ? Optional.empty() : behind(dockerfile, line);
                found.add(
                        new Suppression(
                                line,
                                shown(text),
                                all ? 1 : next.map(Instruction::startLine).orElse(line),
                                all
                                        ? Integer.MAX_VALUE
                                        : next.map(Instruction::endLine).orElse(line)));
            }
        }
        return new Suppressions(found);
    }

    private static String shown(String text) {
        String stripped = text.strip();
        return stripped.length() <= LONGEST ? stripped : stripped.substring(0, LONGEST) + "…";
    }

    private static Optional<Instruction> behind(Dockerfile dockerfile, int line) {
        return dockerfile.instructions().stream()
                .filter(instruction -> instruction.endLine() >= line)
                .findFirst();
    }

    List<Suppression> all() {
        return found;
    }

    /** Returns the comment that covers a line. */
    Optional<String> at(int line) {
        return found.stream()
                .filter(comment -> comment.firstLine() <= line && line <= comment.lastLine())
                .map(comment -> "line " + comment.line() + ": " + comment.text())
                .findFirst();
    }
}
