package dev.multistage.grader.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void ratiosHaveADecimalOnlyWhereItSaysSomething() {
        assertEquals("1.4 times", Words.times(14, 10));
        assertEquals("9.9 times", Words.times(99, 10));
        assertEquals("10 times", Words.times(9_960, 1_000));
        assertEquals("140 times", Words.times(964_000_000, 6_900_000));
    }
}
