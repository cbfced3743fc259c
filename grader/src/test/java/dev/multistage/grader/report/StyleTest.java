package dev.multistage.grader.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StyleTest {

    private static Style style(String environment, boolean terminal, Style.Colors colors) {
        Map<String, String> variables = new HashMap<>();
        for (String pair : environment.split(" ")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                variables.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return Style.detect(variables, terminal, StandardCharsets.UTF_8, colors, false);
    }

    @ParameterizedTest
    @CsvSource({
        "TERM=xterm, true, AUTO, true",
        "TERM=xterm, false, AUTO, false",
        "TERM=dumb, true, AUTO, false",
        "NO_COLOR=1, true, AUTO, false",
        "NO_COLOR=, true, AUTO, true",
        "CLICOLOR=0, true, AUTO, false",
        "CLICOLOR_FORCE=1, false, AUTO, true",
        "CLICOLOR_FORCE=0, false, AUTO, false",
        "CLICOLOR_FORCE=, false, AUTO, false",
        "CLICOLOR_FORCE=1 NO_COLOR=1, false, AUTO, false",
        "NO_COLOR=1, false, ALWAYS, true",
        "CLICOLOR_FORCE=1, true, NEVER, false",
        "MULTISTAGE_PLAIN=1, true, ALWAYS, false",
        "MULTISTAGE_PLAIN=0, true, AUTO, true",
    })
    void coloursAsItIsToldTo(
            String environment, boolean terminal, Style.Colors colors, boolean color) {
        assertEquals(color, style(environment, terminal, colors).color());
    }

    @ParameterizedTest
    @CsvSource({"COLUMNS=60,60", "COLUMNS=10,40", "COLUMNS=900,120", "COLUMNS=wide,80", "X=,80"})
    void isAsWideAsTheTerminalWithinReason(String environment, int width) {
        assertEquals(width, style(environment, true, Style.Colors.AUTO).width());
    }

    @Test
    void plainTextIsNeverWiderThanEightyColumns() {
        Map<String, String> wide = Map.of("COLUMNS", "120");
        Style plain = Style.detect(wide, true, StandardCharsets.UTF_8, Style.Colors.ALWAYS, true);
        assertEquals(80, plain.width());
        assertFalse(plain.color());
        assertFalse(plain.signs());
        assertEquals("größer >= 10 MB...", plain.fit("größer ≥ 10 MB…"));
    }

    @Test
    void withoutUnicodeLettersLoseTheirAccentsAndSignsBecomeAscii() {
        Style ascii = Style.detect(Map.of(), true, StandardCharsets.US_ASCII);
        assertEquals("Uber -> 10 x ?", ascii.fit("Über → 10 × 語"));
        assertEquals("abc...", ascii.cut("abcdefghij", 6));
        assertTrue(ascii.color());
    }
}
