package dev.multistage.grader.report;

/** Makes text of learners, images and logs safe for a terminal. */
public final class Printable {

    private Printable() {}

    /**
     * Replaces everything that could move the cursor, colour the screen, ring, reorder text or
     * hide: control characters (escape sequences begin with one) and Unicode's formatting
     * characters such as direction overrides. Line breaks stay; tabs become blanks.
     */
    public static String clean(String untrusted) {
        StringBuilder safe = new StringBuilder(untrusted.length());
        untrusted
                .replace("\r\n", "\n")
                .codePoints()
                .forEach(
                        c -> {
                            if (c == '\n') {
                                safe.append('\n');
                            } else if (c == '\t') {
                                safe.append("    ");
                            } else if (hidden(c)) {
                                safe.append(c == 0x1b ? "␛" : "�");
                            } else {
                                safe.appendCodePoint(c);
                            }
                        });
        return safe.toString();
    }

    /** The same on one line. */
    public static String oneLine(String untrusted) {
        return clean(untrusted).replace('\n', ' ').replaceAll(" {2,}", " ").strip();
    }

    private static boolean hidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            default -> false;
        };
    }
}
