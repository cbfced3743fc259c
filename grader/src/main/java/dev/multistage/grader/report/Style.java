package dev.multistage.grader.report;

import java.nio.charset.Charset;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How text is shown.
 *
 * @param color whether to colour it; colour is never the only signal
 * @param unicode whether the terminal shows more than ASCII
 * @param width columns, at least 40
 * @param plain whether words stand for signs and nothing is rewritten: for screen readers and logs
 */
public record Style(boolean color, boolean unicode, int width, boolean plain) {

    /** The widest line of plain text. */
    public static final int PLAIN_WIDTH = 80;

    /** Without colour, in ASCII, 80 columns: for logs. */
    public static final Style PLAIN = new Style(false, false, PLAIN_WIDTH);

    /** When to colour. */
    public enum Colors {
        /** On a terminal that can, unless the environment says otherwise. */
        AUTO,
        ALWAYS,
        NEVER
    }

    public Style {
        color = color && !plain;
        width = Math.max(40, Math.min(width, plain ? PLAIN_WIDTH : 120));
    }

    /** A style with signs. */
    public Style(boolean color, boolean unicode, int width) {
        this(color, unicode, width, false);
    }

    /** Finds out what fits where nothing was asked for. */
    public static Style detect(Map<String, String> environment, boolean terminal, Charset charset) {
        return detect(environment, terminal, charset, Colors.AUTO, false);
    }

    /**
     * Finds out what fits.
     *
     * @param environment environment variables: NO_COLOR, CLICOLOR, CLICOLOR_FORCE, TERM, COLUMNS
     *     and MULTISTAGE_PLAIN are obeyed
     * @param terminal whether the output is a terminal
     * @param charset the output's encoding
     * @param colors what was asked for; stronger than the environment
     * @param plain whether plain text was asked for; stronger than colours
     */
    public static Style detect(
            Map<String, String> environment,
            boolean terminal,
            Charset charset,
            Colors colors,
            boolean plain) {
        boolean dumb = "dumb".equals(environment.get("TERM"));
        boolean color =
                switch (colors) {
                    case ALWAYS -> true;
                    case NEVER -> false;
                    case AUTO -> colored(environment, terminal && !dumb);
                };
        boolean unicode = !dumb && charset.name().toUpperCase(Locale.ROOT).startsWith("UTF");
        int width = PLAIN_WIDTH;
        try {
            width = Integer.parseInt(environment.getOrDefault("COLUMNS", ""));
        } catch (NumberFormatException notANumber) {
            // 80 it is
        }
        return new Style(color, unicode, width, plain || on(environment, "MULTISTAGE_PLAIN"));
    }

    /** The conventions of no-color.org and bixense.com/clicolors. */
    private static boolean colored(Map<String, String> environment, boolean able) {
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
            return false;
        }
        return on(environment, "CLICOLOR_FORCE")
                || (able && !"0".equals(environment.get("CLICOLOR")));
    }

    private static boolean on(Map<String, String> environment, String variable) {
        String value = environment.getOrDefault(variable, "");
        return !value.isEmpty() && !value.equals("0");
    }

    /** Returns whether to draw with signs that are no letters, for example bars and check marks. */
    public boolean signs() {
        return unicode && !plain;
    }

    public String green(String text) {
        return paint("32", text);
    }

    public String red(String text) {
        return paint("31", text);
    }

    public String yellow(String text) {
        return paint("33", text);
    }

    public String bold(String text) {
        return paint("1", text);
    }

    public String faint(String text) {
        return paint("2", text);
    }

    private String paint(String code, String text) {
        return color ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    /** Returns the text with what this terminal cannot show, or no ear can hear, in ASCII. */
    public String fit(String text) {
        if (signs()) {
            return text;
        }
        String fitting =
                text.replace("…", "...")
                        .replace("–", "-")
                        .replace("—", "-")
                        .replace("·", "-")
                        .replace("×", "x")
                        .replace("≤", "<=")
                        .replace("≥", ">=")
                        .replace("→", "->");
        if (unicode) {
            return fitting;
        }
        return Normalizer.normalize(fitting, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^\\x20-\\x7e\\n\\r\\t\\x1b]", "?");
    }

    /** Returns untrusted text on one line, safe and as this terminal can show it. */
    public String line(String untrusted) {
        return fit(Printable.oneLine(untrusted));
    }

    /**
     * Breaks untrusted text into lines of this terminal.
     *
     * @param head what stands before the first line; the others are indented as far
     */
    public List<String> paragraph(String head, String untrusted) {
        String indent = " ".repeat(Columns.of(head));
        List<String> lines = new ArrayList<>();
        for (String part : Columns.wrap(line(untrusted), Math.max(20, width - indent.length()))) {
            lines.add(((lines.isEmpty() ? head : indent) + part).stripTrailing());
        }
        return lines;
    }

    /** Returns the text, or as much of it as fits into these columns with an ellipsis behind it. */
    public String cut(String text, int columns) {
        return Columns.cut(text, columns, signs() ? "…" : "...");
    }
}
