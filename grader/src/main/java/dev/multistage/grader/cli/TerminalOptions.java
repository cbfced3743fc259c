package dev.multistage.grader.cli;

import dev.multistage.grader.report.Style;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command takes, before or behind its name. */
final class TerminalOptions {

    /** How a person types them. */
    static final class ColorWords extends ArrayList<String> {

        private static final long serialVersionUID = 1;

        ColorWords() {
            super(List.of("auto", "always", "never"));
        }
    }

    private final Session session;

    TerminalOptions(Session session) {
        this.session = session;
    }

    @Option(
            names = "--color",
            paramLabel = "auto|always|never",
            scope = ScopeType.INHERIT,
            completionCandidates = ColorWords.class,
            description = "colour the text (auto: on a terminal, unless NO_COLOR is set)")
    void color(Style.Colors wanted) {
        session.colors(wanted == null ? Style.Colors.AUTO : wanted);
    }

    @Option(
            names = "--plain",
            scope = ScopeType.INHERIT,
            description = "words instead of signs, at most 80 columns: for screen readers and logs")
    void plain(boolean wanted) {
        session.plain(wanted);
    }

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "show every build step, its output, and stack traces")
    void verbose(boolean wanted) {
        session.verbose(wanted);
    }
}
