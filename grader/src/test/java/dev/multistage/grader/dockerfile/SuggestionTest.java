package dev.multistage.grader.dockerfile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SuggestionTest {

    @Test
    void suggestsTheNearestWithTheCaseOfTheWriter() {
        List<String> names = List.of("RUN", "USER", "ENTRYPOINT");

        assertEquals(Optional.of("RUN"), Suggestion.nearest("RUNN", names, false));
        assertEquals(Optional.of("entrypoint"), Suggestion.nearest("entripoin", names, false));
        assertEquals(Optional.empty(), Suggestion.nearest("run", names, false));
        assertEquals(Optional.empty(), Suggestion.nearest("SOMETHING", names, false));
        assertEquals(Optional.empty(), Suggestion.nearest("x".repeat(100_000), names, false));
    }

    @Test
    void countsEditsRight() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            String a = word(random);
            String b = word(random);
            boolean near = !a.equals(b) && edits(a, b) < 3;
            assertEquals(
                    near, Suggestion.nearest(a, List.of(b), true).isPresent(), a + " and " + b);
        }
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            word.append((char) ('a' + random.nextInt(3)));
        }
        return word.toString();
    }

    /** The textbook's table. */
    private static int edits(String a, String b) {
        int[][] table = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    table[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                table[i][j] =
                        Math.min(
                                table[i - 1][j - 1] + change,
                                1 + Math.min(table[i - 1][j], table[i][j - 1]));
            }
        }
        return table[a.length()][b.length()];
    }
}
