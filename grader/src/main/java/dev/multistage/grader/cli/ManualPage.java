package dev.multistage.grader.cli;

import dev.multistage.grader.report.Columns;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The manual page in the macros of {@code man(7)}, from what commands say of themselves. picocli's
 * own generator writes AsciiDoc, one page for each command, which would need a converter.
 */
final class ManualPage {

    private static final String ENVIRONMENT =
            """
            .SH ENVIRONMENT
            .TP
            .BR NO_COLOR , " CLICOLOR" , " CLICOLOR_FORCE" , " TERM"
            Say whether to colour, as everywhere; \\fB\\-\\-color\\fR is stronger.
            On a dumb terminal nothing is rewritten.
            .TP
            .B MULTISTAGE_PLAIN
            If it is set and not 0, text is plain: as with \\fB\\-\\-plain\\fR.
            .TP
            .B COLUMNS
            How wide text may be, from 40 to 120; the terminal is asked if it is not set.
            .TP
            .B MULTISTAGE_CACHE
            The folder for what is worth keeping between runs,
            instead of \\fI~/.cache/multistage\\fR.
            .TP
            .BR DOCKER_HOST , " KUBECONFIG"
            The engine, and the cluster of exercise 15.
            .SH FILES
            .TP
            .I .grade/
            Your attempts and your progress, in the checkout.
            .SH SEE ALSO
            .BR docker (1),
            .BR Dockerfile (5)
            """;

    /** Lines of the source, before hyphens are escaped. */
    private static final int LINE = 70;

    private final StringBuilder out = new StringBuilder();

    private ManualPage() {}

    /** Writes the page where a build wants it: {@code man/man1/grade.1} below the folder given. */
    public static void main(String[] arguments) throws IOException {
        PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream());
        Session session =
                new Session(
                        Path.of(""),
                        Map.of(),
                        nowhere,
                        nowhere,
                        new Attached(false, false, false),
                        StandardCharsets.UTF_8);
        CommandLine line = new CommandLine(new GradeCommand(session), new CommandFactory(session));
        Path page = Path.of(arguments[0], "man", "man1", "grade.1");
        Files.createDirectories(page.getParent());
        Files.writeString(page, of(line.getCommandSpec()));
    }

    /** Returns the page of a command and all below it. */
    static String of(CommandSpec root) {
        return new ManualPage().page(root);
    }

    private String page(CommandSpec root) {
        out.append(".TH GRADE 1 \"\" \"multistage ")
                .append(roff(Version.number()))
                .append(
                        "\" \"User commands\"\n.SH NAME\ngrade \\- grade Dockerfiles, and say what to do next\n")
                .append(".SH SYNOPSIS\n.nf\n");
        synopsis(root);
        out.append(".fi\n.SH DESCRIPTION\n");
        paragraphs(root.usageMessage().description());
        out.append(".SH OPTIONS\n");
        arguments(root, false);
        out.append(".SH COMMANDS\n");
        commands(root, "");
        out.append(".SH EXIT STATUS\n.nf\n");
        Arrays.stream(root.usageMessage().footer())
                .forEach(line -> out.append(roff(line.strip())).append('\n'));
        return out.append(".fi\n").append(ENVIRONMENT).toString();
    }

    private void commands(CommandSpec parent, String path) {
        for (Map.Entry<String, CommandLine> sub : parent.subcommands().entrySet()) {
            CommandSpec command = sub.getValue().getCommandSpec();
            if (command.usageMessage().hidden()) {
                continue;
            }
            String name = path + sub.getKey();
            out.append(".SS ").append(roff(name)).append('\n');
            paragraphs(command.usageMessage().description());
            arguments(command, true);
            paragraphs(command.usageMessage().footer());
            commands(command, name + " ");
        }
    }

    private void synopsis(CommandSpec root) {
        for (String line : root.usageMessage().customSynopsis()) {
            line(line.strip());
        }
    }

    /** Options that every command takes are said once, at the top. */
    private void arguments(CommandSpec command, boolean ownOnly) {
        for (PositionalParamSpec positional : command.positionalParameters()) {
            term("\\fI" + roff(positional.paramLabel()) + "\\fR", positional);
        }
        for (OptionSpec option : command.options()) {
            boolean everywhere = option.inherited() || option.usageHelp() || option.versionHelp();
            if (!option.hidden() && !(ownOnly && everywhere)) {
                String names = "\\fB" + roff(String.join(", ", option.names())) + "\\fR";
                boolean value = option.arity().max() > 0;
                term(value ? names + "=\\fI" + roff(option.paramLabel()) + "\\fR" : names, option);
            }
        }
    }

    private void term(String term, ArgSpec argument) {
        out.append(".TP\n").append(term).append('\n');
        // rendered by picocli, so that variables such as the default value are filled in
        for (String text : argument.renderedDescription()) {
            line(Ansi.OFF.string(text.replace("%n", "")));
        }
    }

    /** Lines that are indented are examples: they are kept as they are. */
    private void paragraphs(String[] texts) {
        boolean literal = false;
        boolean gap = false;
        for (String text : texts) {
            boolean example = text.startsWith("  ");
            if (literal && !example) {
                out.append(".fi\n");
            }
            if (text.isBlank()) {
                gap = true;
            } else {
                out.append(gap || example && !literal ? ".PP\n" : "");
                out.append(example && !literal ? ".nf\n" : "");
                gap = false;
                if (example) {
                    out.append(roff(text)).append('\n');
                } else {
                    line(text.replace("%n", ""));
                }
            }
            literal = example;
        }
        out.append(literal ? ".fi\n" : "");
    }

    private void line(String text) {
        Columns.wrap(text, LINE).forEach(part -> out.append(roff(part)).append('\n'));
    }

    /**
     * Escapes what the formatter would take for a request, and makes hyphens that can be copied.
     */
    static String roff(String text) {
        String escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("…", "...");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }
}
