package dev.multistage.site.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.multistage.site.source.LineDiff.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineDiffTest {

    @Test
    void removedLinesComeBeforeTheirReplacement() {
        assertEquals(
                List.of(
                        new LineDiff.Line(Side.BOTH, "a"),
                        new LineDiff.Line(Side.BEFORE, "b"),
                        new LineDiff.Line(Side.AFTER, "c"),
                        new LineDiff.Line(Side.BOTH, "d")),
                LineDiff.of(List.of("a", "b", "d"), List.of("a", "c", "d")));
    }

    @Test
    void bothTextsCanBeReadFromTheDifference() {
        Random random = new Random(3);
        for (int round = 0; round < 500; round++) {
            List<String> before = words(random);
            List<String> after = words(random);
            List<LineDiff.Line> lines = LineDiff.of(before, after);
            assertEquals(before, without(lines, Side.AFTER));
            assertEquals(after, without(lines, Side.BEFORE));
        }
    }

    private static List<String> words(Random random) {
        List<String> words = new ArrayList<>();
        for (int i = random.nextInt(8); i > 0; i--) {
            words.add(String.valueOf((char) ('a' + random.nextInt(4))));
        }
        return words;
    }

    private static List<String> without(List<LineDiff.Line> lines, Side side) {
        return lines.stream().filter(l -> l.side() != side).map(LineDiff.Line::text).toList();
    }
}
