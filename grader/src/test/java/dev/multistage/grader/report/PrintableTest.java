package dev.multistage.grader.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

class PrintableTest {

    @Test
    void leavesNoEscapeSequence() {
        String hostile = "\u001b]0;title\u0007\u001b[2J\u009b31mred\u001b[0m";
        assertFalse(
                Printable.clean(hostile)
                        .codePoints()
                        .anyMatch(c -> c < 0x20 || (c >= 0x7f && c < 0xa0)));
    }

    @Test
    void leavesNoDirectionOverrideAndNoInvisibleCharacter() {
        assertEquals("a�b�c", Printable.clean("a\u202eb\u200bc"));
    }

    @Test
    void keepsOrdinaryTextOfAllLanguages() {
        String text = "größer — 日本語 עברית 👍\nzweite Zeile";
        assertEquals(text, Printable.clean(text));
    }

    @Test
    void returnsToOneLine() {
        assertEquals("a b c", Printable.oneLine("a\n  b\tc\n"));
    }

    @Test
    void aCarriageReturnCannotOverwriteTheLine() {
        assertEquals("fail�pass", Printable.clean("fail\rpass"));
    }
}
