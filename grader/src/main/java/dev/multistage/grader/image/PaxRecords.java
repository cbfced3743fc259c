package dev.multistage.grader.image;

import java.util.HashMap;
import java.util.Map;

/**
 * The records of a PAX extended header: lines of {@code LENGTH KEY=VALUE}.
 *
 * <p>Of extended attributes only the presence of file capabilities is kept, so that a header full
 * of attributes costs nothing.
 */
record PaxRecords(Map<String, String> values) {

    static final PaxRecords NONE = new PaxRecords(Map.of());

    private static final String CAPABILITIES = "security.capability";

    static PaxRecords parse(byte[] content) throws ArchiveException {
        Map<String, String> values = new HashMap<>();
        int at = 0;
        while (at < content.length) {
            if (content[at] == 0) {
                break; // some writers pad the records with zeros
            }
            int space = at;
            long length = 0;
            while (space < content.length && content[space] != ' ') {
                int digit = content[space++] - '0';
                if (digit < 0 || digit > 9 || length > content.length) {
                    throw damaged();
                }
                length = length * 10 + digit;
            }
            int end = (int) Math.min(at + length, Integer.MAX_VALUE);
            if (end > content.length || end <= space + 1 || content[end - 1] != '\n') {
                throw damaged();
            }
            int equals = space + 1;
            while (equals < end && content[equals] != '=') {
                equals++;
            }
            if (equals == end) {
                throw damaged();
            }
            put(values, content, space + 1, equals, end - 1);
            at = end;
        }
        return values.isEmpty() ? NONE : new PaxRecords(values);
    }

    private static void put(
            Map<String, String> values, byte[] content, int key, int equals, int end)
            throws ArchiveException {
        String name = TarText.decode(content, key, equals - key);
        if (name.startsWith("SCHILY.xattr.") || name.startsWith("LIBARCHIVE.xattr.")) {
            if (name.endsWith("." + CAPABILITIES)) {
                values.put(CAPABILITIES, end > equals + 1 ? "yes" : "");
            }
            return;
        }
        String value = TarText.decode(content, equals + 1, end - equals - 1);
        if (value.indexOf(0) >= 0 && (name.equals("path") || name.equals("linkpath"))) {
            throw new ArchiveException("A name in the archive contains a NUL character");
        }
        values.put(name, value);
    }

    /** Returns these records with those of a nearer header on top. */
    PaxRecords overlaidBy(PaxRecords nearer) {
        if (values.isEmpty() || nearer.values.isEmpty()) {
            return values.isEmpty() ? nearer : this;
        }
        Map<String, String> both = new HashMap<>(values);
        both.putAll(nearer.values);
        return new PaxRecords(both);
    }

    /** Returns a value, or the other one if it is absent or empty. */
    String text(String key, String otherwise) {
        String value = values.getOrDefault(key, "");
        return value.isEmpty() ? otherwise : value;
    }

    /** Returns a number, or the other one if it is absent or empty. */
    long number(String key, long otherwise) throws ArchiveException {
        String value = values.getOrDefault(key, "");
        if (value.isEmpty()) {
            return otherwise;
        }
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException notANumber) {
            throw damaged();
        }
    }

    boolean isSparse() {
        return values.containsKey("GNU.sparse.major")
                || values.containsKey("GNU.sparse.size")
                || values.containsKey("GNU.sparse.realsize");
    }

    boolean hasCapabilities() {
        return !text(CAPABILITIES, "").isEmpty();
    }

    private static ArchiveException damaged() {
        return new ArchiveException("An extended header of the archive is damaged");
    }
}
