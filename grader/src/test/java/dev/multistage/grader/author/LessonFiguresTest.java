package dev.multistage.grader.author;

import static dev.multistage.grader.author.CourseCopy.THREE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.exercise.Catalogue;
import dev.multistage.grader.exercise.Exercise;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures of lessons are measured ones. */
class LessonFiguresTest {

    private static final Figures BEFORE =
            new Figures(
                    Map.of(
                            "starter", 964_040_000L,
                            "reference", 6_950_000L,
                            "alternative unstripped", 9_940_000L));
    private static final Figures AFTER =
            new Figures(
                    Map.of(
                            "starter", 970_000_000L,
                            "reference", 6_850_000L,
                            "alternative unstripped", 9_940_000L));

    @TempDir private Path folder;

    @Test
    void aNewMeasurementChangesTextTablesAndFormulas() {
        String lesson =
                """
                It pulls 964.0 MB, or 964 MB, to run 7.0 MB. Symbols make 3.0 MB.

                ```console
                964.0 MB
                ```

                | what | MB |
                |---|---:|
                | before | **964.0** |
                | unstripped | 9.9 |

                <!-- figures
                3.0 MB = alternative unstripped - reference
                5.5 MB = measured: by hand
                -->
                """;
        String renewed = LessonFigures.renew(lesson, BEFORE, AFTER);
        assertEquals(
                """
                It pulls 970.0 MB, or 970 MB, to run 6.9 MB. Symbols make 3.1 MB.

                ```console
                964.0 MB
                ```

                | what | MB |
                |---|---:|
                | before | **970.0** |
                | unstripped | 9.9 |

                <!-- figures
                3.1 MB = alternative unstripped - reference
                5.5 MB = measured: by hand
                -->
                """,
                renewed);
    }

    @Test
    void whatIsNoSizeOrQuotedStays() {
        String lesson =
                """
                It pulls 964.0 MB; then the log said `964.0 MB`.

                | step | seconds |
                |---|---:|
                | build | 964.0 |
                """;
        assertEquals(
                lesson.replace("pulls 964.0", "pulls 970.0"),
                LessonFigures.renew(lesson, BEFORE, AFTER));
    }

    @Test
    void aFigureThatTwoMeasurementsShareStaysUntilTheAuthorDecides() {
        Figures alike = new Figures(Map.of("starter", 9_940_000L, "reference", 9_910_000L));
        Figures apart = new Figures(Map.of("starter", 12_000_000L, "reference", 9_910_000L));
        assertEquals("9.9 MB\n", LessonFigures.renew("9.9 MB\n", alike, apart));
    }

    @Test
    void reportsAFigureThatNothingExplainsAndAFormulaThatIsWrong() throws IOException {
        CourseCopy course = new CourseCopy(folder);
        String lesson = course.text(THREE + "/README.md");
        course.write(
                THREE + "/README.md",
                "It weighs 123.4 MB.\n\n"
                        + lesson.replaceAll("(?s)<!-- figures.*?-->", "")
                        + "\n<!-- figures\n7.7 MB = starter - reference\n1.5 MB = nothing\n-->\n");
        List<String> defects = defects(course);
        assertTrue(
                defects.get(0).startsWith(THREE + "/README.md:")
                        && defects.stream().anyMatch(d -> d.contains("not 7.7 MB")),
                defects.toString());
        assertTrue(defects.stream().anyMatch(d -> d.contains("\"nothing\" names nothing")));
        assertTrue(
                defects.stream()
                        .anyMatch(
                                d ->
                                        d.startsWith(THREE + "/README.md:1: ")
                                                && d.contains("explains 123.4 MB")));
    }

    private static List<String> defects(CourseCopy course) {
        Exercise exercise = Catalogue.of(course.files()).find("3").orElseThrow();
        return LessonFigures.inspect(exercise).stream()
                .filter(defect -> !defect.warning())
                .map(Defect::toString)
                .toList();
    }
}
