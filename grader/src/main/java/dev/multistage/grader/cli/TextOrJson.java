package dev.multistage.grader.cli;

import picocli.CommandLine.Option;

/** The option of commands that print text or JSON. */
final class TextOrJson {

    /** Formats. */
    enum Format {
        TEXT,
        JSON
    }

    @Option(
            names = "--format",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "how to print it (default: ${DEFAULT-VALUE})")
    private Format format;

    boolean json() {
        return format == Format.JSON;
    }
}
