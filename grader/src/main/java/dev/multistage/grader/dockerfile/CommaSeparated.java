package dev.multistage.grader.dockerfile;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits the value of {@code --mount} or {@code --device} at commas; fields may stand in double
 * quotes. The grammar is that of a line of Go's encoding/csv.
 */
final class CommaSeparated {

    /** A line that is none, in the words of Go's library. */
    static final class Malformed extends Exception {
        Malformed(String message) {
            super(message);
        }
    }

    private CommaSeparated() {}

    static List<String> fields(String value) throws Malformed {
        if (value.isEmpty()) {
            throw new Malformed("EOF");
        }
        List<String> fields = new ArrayList<>();
        int at = 0;
        while (true) {
            if (at < value.length() && value.charAt(at) == '"') {
                StringBuilder field = new StringBuilder();
                at = readQuoted(value, at + 1, field);
                fields.add(field.toString());
                if (at == value.length()) {
                    return fields;
                }
                at++;
                continue;
            }
            int comma = value.indexOf(',', at);
            String field = value.substring(at, comma < 0 ? value.length() : comma);
            int quote = field.indexOf('"');
            if (quote >= 0) {
                throw fault(at + quote, "bare \" in non-quoted-field");
            }
            fields.add(field);
            if (comma < 0) {
                return fields;
            }
            at = comma + 1;
        }
    }

    /** Returns the place of the comma behind the field, or the end of the text. */
    private static int readQuoted(String value, int start, StringBuilder field) throws Malformed {
        int at = start;
        while (true) {
            int quote = value.indexOf('"', at);
            if (quote < 0) {
                throw fault(at, "extraneous or missing \" in quoted-field");
            }
            field.append(value, at, quote);
            at = quote + 1;
            if (at == value.length() || value.charAt(at) == ',') {
                return at;
            }
            if (value.charAt(at) != '"') {
                throw fault(quote, "extraneous or missing \" in quoted-field");
            }
            field.append('"');
            at++;
        }
    }

    private static Malformed fault(int column, String what) {
        return new Malformed("parse error on line 1, column " + (column + 1) + ": " + what);
    }
}
