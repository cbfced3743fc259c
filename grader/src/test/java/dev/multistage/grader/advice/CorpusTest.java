package dev.multistage.grader.advice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.context.TreeEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Judges the labelled corpus: every planted mistake is named with its line, and nothing else. */
class CorpusTest {

    static List<CorpusCase> cases() {
        return CorpusCase.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void namesWhatIsPlantedAndNothingElse(CorpusCase corpusCase) {
        String advice =
                corpusCase.advice().stream()
                        .map(a -> CorpusCase.label(a) + " " + a.name() + ": " + a.observed())
                        .collect(Collectors.joining("\n"));
        assertEquals(
                String.join(" ", corpusCase.expected()),
                String.join(" ", corpusCase.found()),
                () -> corpusCase.name() + "\n" + advice);
    }

    @Test
    void holdsAtLeastHundredAndFiftyCasesAThirdOfThemCorrect() throws IOException {
        List<CorpusCase> cases = cases();
        long correct = cases.stream().filter(c -> c.expected().isEmpty()).count();
        assertTrue(cases.size() >= 150, cases.size() + " cases");
        assertTrue(correct * 3 >= cases.size(), correct + " correct ones");
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target/corpus.txt"), table(cases));
        export(cases, Path.of("target/corpus"));
    }

    /** Recall and precision by check; {@code bench/corpus.sh} prints it. */
    private static String table(List<CorpusCase> cases) {
        Map<String, int[]> counts = new TreeMap<>();
        for (CorpusCase one : cases) {
            TreeSet<String> found = one.found();
            for (String label : one.expected()) {
                int[] count = counts.computeIfAbsent(label.substring(0, 3), key -> new int[3]);
                count[0]++;
                count[1] += found.contains(label) ? 1 : 0;
            }
            for (String label : found) {
                counts.computeIfAbsent(label.substring(0, 3), key -> new int[3])[2] +=
                        one.expected().contains(label) ? 0 : 1;
            }
        }
        StringBuilder table =
                new StringBuilder("check  planted  found  false  recall  precision\n");
        int[] all = new int[3];
        counts.forEach(
                (check, count) -> {
                    table.append(row(check, count));
                    for (int i = 0; i < 3; i++) {
                        all[i] += count[i];
                    }
                });
        long correct = cases.stream().filter(c -> c.expected().isEmpty()).count();
        return table.append(row("all", all))
                .append(cases.size() + " Dockerfiles, " + correct + " of them correct\n")
                .toString();
    }

    private static String row(String check, int[] count) {
        double recall = count[0] == 0 ? 1 : (double) count[1] / count[0];
        int said = count[1] + count[2];
        double precision = said == 0 ? 1 : (double) count[1] / said;
        return String.format(
                Locale.ROOT,
                "%-5s  %7d  %5d  %5d  %5.1f %%  %7.1f %%%n",
                check,
                count[0],
                count[1],
                count[2],
                100 * recall,
                100 * precision);
    }

    /** Other tools read the Dockerfiles from here. */
    private static void export(List<CorpusCase> cases, Path folder) throws IOException {
        for (CorpusCase one : cases) {
            Path own = folder.resolve(one.name());
            for (TreeEntry entry : one.tree().entries()) {
                Path path = own.resolve(entry.path());
                if (entry.kind() == TreeEntry.Kind.FILE && entry.size() < 5_000_000) {
                    Files.createDirectories(path.getParent());
                    try (InputStream content = entry.content().open()) {
                        Files.write(path, content.readAllBytes());
                    }
                }
            }
            Files.writeString(own.resolve("expected.labels"), String.join("\n", one.expected()));
        }
    }
}
