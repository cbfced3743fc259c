package dev.multistage.site;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.check.Checks;
import dev.multistage.site.source.SiteException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The site of the course as it stands in this checkout. */
class CourseSiteTest {

    private static Map<String, byte[]> site;
    private static final Map<String, Document> PAGES = new LinkedHashMap<>();

    @BeforeAll
    static void make() throws IOException, SiteException {
        site = new SiteGenerator().files(Path.of(".."));
        site.forEach(
                (file, bytes) -> {
                    if (file.endsWith(".html")) {
                        PAGES.put(file, Jsoup.parse(new String(bytes, StandardCharsets.UTF_8)));
                    }
                });
    }

    private static List<Document> lessons() {
        return PAGES.entrySet().stream()
                .filter(page -> page.getKey().matches("exercise-[0-9]+\\.html"))
                .map(Map.Entry::getValue)
                .toList();
    }

    @Test
    void twoBuildsGiveTheSameBytes() throws IOException, SiteException {
        Map<String, byte[]> again = new SiteGenerator().files(Path.of(".."));
        assertEquals(site.keySet(), again.keySet());
        site.forEach((file, bytes) -> assertArrayEquals(bytes, again.get(file), file));
    }

    @Test
    void everyPageHasOneTitleLandmarksAndHeadingsWithoutGaps() {
        PAGES.forEach(
                (file, page) -> {
                    assertEquals(1, page.select("h1").size(), file);
                    assertEquals(1, page.select("main").size(), file);
                    assertEquals("#main", page.selectFirst("body a").attr("href"), file);
                    int level = 1;
                    for (Element heading : page.select("h1, h2, h3, h4, h5, h6")) {
                        int next = heading.tagName().charAt(1) - '0';
                        assertTrue(next <= level + 1, file + ": " + heading);
                        level = next;
                    }
                });
    }

    @Test
    void nothingIsInlineThatAStrictPolicyForbidsAndNothingComesFromElsewhere() {
        PAGES.forEach(
                (file, page) -> {
                    assertEquals(List.of(), page.select("[style], style").eachText(), file);
                    assertEquals("", page.select("script").html().strip(), file);
                    page.getAllElements()
                            .forEach(
                                    e ->
                                            e.attributes()
                                                    .forEach(
                                                            a ->
                                                                    assertTrue(
                                                                            !a.getKey()
                                                                                    .startsWith(
                                                                                            "on"),
                                                                            file + ": " + e)));
                    List<String> from =
                            page.select("[src], link[href], form[action]").stream()
                                    .map(e -> e.attr("src") + e.attr("href") + e.attr("action"))
                                    .filter(address -> address.contains("//"))
                                    .toList();
                    assertEquals(List.of(), from, file);
                });
    }

    @Test
    void aLessonHasItsListItsHintsAQuizAndASolutionBehindAReveal() {
        assertEquals(16, lessons().size());
        for (Document lesson : lessons()) {
            assertTrue(lesson.select("ol.checks > li[data-check]").size() > 2, lesson.title());
            assertEquals(3, lesson.select("details.hint").size(), lesson.title());
            assertTrue(lesson.select("fieldset.quiz").size() >= 2, lesson.title());
            Element solution = lesson.selectFirst("details.solution a");
            assertTrue(PAGES.containsKey(solution.attr("href")), lesson.title());
            assertTrue(lesson.selectFirst(".eyebrow").text().matches(".*[0-9]+ minutes.*"));
        }
    }

    @Test
    void everyQuizExplainsEachChoiceAndOneIsRight() {
        for (Document page : PAGES.values()) {
            for (Element quiz : page.select("fieldset.quiz")) {
                int choices = quiz.select(".choice").size();
                assertEquals(choices, quiz.select(".answers > ol > li").size());
                assertEquals(1, quiz.select(".answers li.right").size());
                quiz.select(".answers > ol > li > div")
                        .forEach(why -> assertTrue(why.hasText(), quiz.text()));
            }
        }
    }

    @Test
    void everyCheckAndCodeStandsInTheReference() {
        Document checks = PAGES.get("checks.html");
        for (String code : Checks.codes()) {
            assertTrue(checks.getElementById("code-" + code) != null, code);
        }
        assertTrue(checks.select(".failure .diff").size() > 40, "examples of bad and good");
    }

    @Test
    void aLessonIsLight() {
        int assets =
                size("assets/site.css")
                        + size("assets/theme.js")
                        + size("assets/site.js")
                        + size("assets/icon.svg");
        for (String file : PAGES.keySet()) {
            if (file.startsWith("exercise-")) {
                assertTrue(size(file) < 100_000, file + ": " + size(file));
                assertTrue(size(file) + assets < 150_000, file + ": " + (size(file) + assets));
            }
        }
    }

    @Test
    void theIndexOfTheSearchIsSmallAndKnowsEveryLesson() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(site.get("assets/search-index.js"));
        }
        assertTrue(packed.size() <= 50_000, packed.size() + " bytes");
        String index = new String(site.get("assets/search-index.js"), StandardCharsets.UTF_8);
        List<String> missing = new ArrayList<>();
        for (String file : PAGES.keySet()) {
            if (file.matches("exercise-[0-9]+\\.html")
                    && !index.contains("\"" + file + "#idea\"")) {
                missing.add(file);
            }
        }
        assertEquals(List.of(), missing);
    }

    private static int size(String file) {
        return site.get(file).length;
    }
}
