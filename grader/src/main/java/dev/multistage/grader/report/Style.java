package dev.multistage.grader.report;

import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;

/**
 * How text is shown.
 *
 * @param color whether to colour it; colour is never the only signal
 * @param unicode whether the terminal shows more than ASCII
 * @param width columns, at least 40
 */
public record Style(boolean color, boolean unicode, int width) {

    /** Without colour, in ASCII, 80 columns: for logs. */
    public static final Style PLAIN = new Style(false, false, 80);

    public Style {
        width = Math.max(40, Math.min(width, 120));
    }

    /**
     * Finds out what fits.
     *
     * @param environment environment variables: NO_COLOR, CLICOLOR_FORCE, TERM and COLUMNS are
     *     obeyed
     * @param terminal whether the output is a terminal
     * @param charset the output's encoding
     */
    public static Style detect(Map<String, String> environment, boolean terminal, Charset charset) {
        boolean dumb = "dumb".equals(environment.get("TERM"));
        boolean forced = !environment.getOrDefault("CLICOLOR_FORCE", "0").equals("0");
        boolean color =
                environment.getOrDefault("NO_COLOR", "").isEmpty()
                        && (forced || (terminal && !dumb));
        boolean unicode = !dumb && charset.name().toUpperCase(Locale.ROOT).startsWith("UTF");
        int width = 80;
        try {
            width = Integer.parseInt(environment.getOrDefault("COLUMNS", "80"));
        } catch (NumberFormatException notANumber) {
            // 80 it is
        }
        return new Style(color, unicode, width);
    }

    String green(String text) {
        return paint("32", text);
    }

    String red(String text) {
        return paint("31", text);
    }

    String yellow(String text) {
        return paint("33", text);
    }

    String bold(String text) {
        return paint("1", text);
    }

    String faint(String text) {
        return paint("2", text);
    }

    private String paint(String code, String text) {
        return color ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    /** Returns the text with what this terminal cannot show replaced by ASCII. */
    String fit(String text) {
        if (unicode) {
            return text;
        }
        return text.replace("…", "...")
                .replace("–", "-")
                .replace("×", "x")
                .replace("≤", "<=")
                .replace("≥", ">=")
                .replace("→", "->")
                .replaceAll("[^\\x20-\\x7e\\n\\x1b]", "?");
    }
}
