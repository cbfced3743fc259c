package dev.multistage.grader.docker;

import dev.multistage.grader.dockerfile.Directive;
import dev.multistage.grader.dockerfile.Dockerfile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The {@code # syntax=} line of a Dockerfile, changed in the copy that is uploaded. The numbers of
 * the instructions' lines stay the same, or all grow by {@link #addedLines()}.
 *
 * @param content the Dockerfile to upload
 * @param addedLines how many lines stand before the learner's first one
 */
record FrontendLine(byte[] content, int addedLines) {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /**
     * Leaves the line out. An ordinary comment in its place would end the parser directives, so the
     * directives below move up by one and an empty comment takes the last one's place.
     */
    static FrontendLine without(byte[] dockerfile, Dockerfile parsed, int line) {
        List<String> lines = lines(dockerfile);
        int last = line;
        for (Directive directive : parsed.directives()) {
            last = Math.max(last, directive.line());
        }
        lines.remove(line - 1);
        lines.add(last - 1, "#" + lineEnd(dockerfile));
        return new FrontendLine(bytes(lines), 0);
    }

    /** Names another frontend in the line. */
    static FrontendLine replaced(byte[] dockerfile, int line, String frontend) {
        List<String> lines = lines(dockerfile);
        lines.set(line - 1, "# syntax=" + frontend + lineEnd(dockerfile));
        return new FrontendLine(bytes(lines), 0);
    }

    /** Adds a line that names a frontend, where there is none. */
    static FrontendLine added(byte[] dockerfile, String frontend) {
        List<String> lines = lines(dockerfile);
        lines.add(0, "# syntax=" + frontend + lineEnd(dockerfile));
        return new FrontendLine(bytes(lines), 1);
    }

    private static String lineEnd(byte[] dockerfile) {
        return new String(dockerfile, StandardCharsets.UTF_8).contains("\r\n") ? "\r\n" : "\n";
    }

    /** Splits behind line feeds; a byte order mark is dropped, it means nothing. */
    private static List<String> lines(byte[] dockerfile) {
        String text = new String(dockerfile, StandardCharsets.UTF_8);
        if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
            text = text.substring(1);
        }
        return new ArrayList<>(List.of(text.split("(?<=\n)", -1)));
    }

    private static byte[] bytes(List<String> lines) {
        return String.join("", lines).getBytes(StandardCharsets.UTF_8);
    }
}
