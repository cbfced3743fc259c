package dev.multistage.grader.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnsTest {

    @ParameterizedTest
    @CsvSource({"abc,3", "größer,6", "日本語,6", "👍,2", "e\u0301,1", "עברית,5", "'',0"})
    void countsWhatATerminalShows(String text, int columns) {
        assertEquals(columns, Columns.of(text));
    }

    @Test
    void cutsBetweenCharactersAndKeepsAnAccentWithItsLetter() {
        assertEquals("日…", Columns.cut("日本語", 4, "…"));
        assertEquals("e\u0301…", Columns.cut("e\u0301xyz", 2, "…"));
        assertEquals("日本語", Columns.cut("日本語", 6, "…"));
    }

    @Test
    void alignsWideCharacters() {
        assertEquals("日本  |", Columns.pad("日本", 6) + "|");
        assertEquals("  日本|", Columns.right("日本", 6) + "|");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"one two three four", "日本語日本語日本語 日本", "aaaaaaaaaaaaaaaaaaaaaaaaa b", ""})
    void wrapsWithoutLosingAnything(String text) {
        List<String> lines = Columns.wrap(text, 7);
        lines.forEach(line -> assertTrue(Columns.of(line) <= 7, line));
        assertEquals(text.replace(" ", ""), String.join("", lines).replace(" ", ""));
    }
}
