package dev.multistage.site.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.site.SiteGenerator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The pages in a real browser: for everybody, on every screen, with and without a server. */
class SiteIT {

    /** Enters words and returns what is found. */
    private static final String FOUND =
            """
            const input = document.getElementById('site-search');
            input.value = arguments[0];
            const from = performance.now();
            input.dispatchEvent(new Event('input'));
            console.info(`search for ${arguments[0]}: ${Math.round(performance.now() - from)} ms`);
            return [...document.querySelectorAll('[role=option]')].map(o => `${o.dataset.address} ${o.querySelector('b').textContent}`);
            """;

    private static final String TIMINGS =
            """
            const done = arguments[arguments.length - 1];
            const seen = type => new Promise(r => {
              try { new PerformanceObserver(l => r(l.getEntries())).observe({type, buffered: true}); } catch { r([]); }
              setTimeout(() => r([]), 1000);
            });
            Promise.all([seen('largest-contentful-paint'), seen('longtask')]).then(([paint, tasks]) => {
              const loaded = performance.getEntriesByType('resource').filter(r => !r.name.includes('/live/'));
              const page = performance.getEntriesByType('navigation')[0];
              done({
                paint: Math.round(paint.at(-1)?.startTime ?? 0),
                blocked: Math.round(tasks.reduce((sum, t) => sum + Math.max(0, t.duration - 50), 0)),
                page: page.decodedBodySize,
                all: loaded.reduce((sum, r) => sum + r.decodedBodySize, page.decodedBodySize),
                requests: loaded.length + 1});
            });
            """;

    @TempDir static Path workspace;
    @TempDir static Path folder;
    private static Browser browser;
    private static ServedCourse course;

    @BeforeAll
    static void start() throws Exception {
        browser = Browser.start();
        course = new ServedCourse(workspace);
        course.attempt("exercise-3", 1, Attempts.failed(1));
        course.attempt("exercise-3", 2, Attempts.failed(2));
        new SiteGenerator().generate(ServedCourse.ROOT, folder);
    }

    @AfterAll
    static void stop() {
        if (course != null) {
            course.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void ordinary() throws Exception {
        browser.cold(false);
        browser.screen(1280, false, false, false);
        browser.requestsElsewhere("");
        browser.errors();
    }

    @AfterEach
    void nothingFromElsewhere() throws Exception {
        List<String> foreign = browser.requestsElsewhere(course.address(""));
        foreign.removeIf(url -> url.startsWith("file://" + folder));
        assertEquals(List.of(), foreign);
    }

    @Test
    void theSearchIsUsedByKeyboard() {
        browser.open(course.address("exercise-3.html"));
        browser.press("/");
        browser.press("distroles");
        browser.await("document.querySelectorAll('[role=option]').length > 0");
        browser.press(Keys.ARROW_DOWN);
        browser.press(Keys.ARROW_UP);
        String target =
                (String)
                        browser.script(
                                "return document.querySelector('[aria-selected=true]').dataset.address");
        browser.press(Keys.ENTER);
        browser.await("location.href.endsWith('" + target + "')");
    }

    @Test
    @SuppressWarnings("unchecked")
    void aHyphenOrADotIsNoMatterToTheSearch() {
        browser.open(course.address("index.html"));
        browser.press("/");
        browser.await("document.querySelector('[role=combobox]')");
        for (List<String> spellings :
                List.of(
                        List.of("multistage", "multi-stage"),
                        List.of("nonroot", "non-root"),
                        List.of("dockerignore", ".dockerignore"))) {
            List<List<String>> found = new ArrayList<>();
            for (String spelling : spellings) {
                found.add((List<String>) browser.script(FOUND, spelling));
            }
            assertEquals(found.get(0), found.get(1), spellings.toString());
            assertTrue(found.get(0).size() > 2, spellings + ": " + found.get(0));
        }
        List<String> hits = (List<String>) browser.script(FOUND, "multistage");
        assertTrue(
                hits.stream().anyMatch(hit -> hit.toLowerCase(Locale.ROOT).contains("multi-stage")),
                hits.toString());
        assertEquals(List.of(), browser.errors());
    }

    @Test
    void aQuizIsAnsweredByKeyboard() {
        browser.open(course.address("exercise-3.html"));
        browser.tabTo(".quiz input");
        browser.press(Keys.SPACE);
        browser.press(Keys.ENTER);
        browser.await("document.querySelector('.quiz .verdict p')");
        String first = browser.text(".quiz .verdict");
        assertTrue(first.length() > 30, "each choice is explained: " + first);
        browser.press(Keys.ARROW_DOWN);
        browser.press(Keys.ENTER);
        browser.await("document.querySelector('.quiz .verdict p')");
        assertNotEquals(first, browser.text(".quiz .verdict"), "another choice, another answer");
        browser.tabTo(".quiz button ~ button");
        browser.press(Keys.ENTER);
        browser.await("!document.querySelector('.quiz .verdict p')");
    }

    @Test
    void theFirstTabSkipsToTheText() {
        browser.open(course.address("exercise-3.html"));
        browser.press(Keys.TAB);
        assertEquals("Skip to the text", browser.driver().switchTo().activeElement().getText());
        browser.press(Keys.ENTER);
        browser.await("document.activeElement.id === 'main'");
    }

    @Test
    void everythingCanBeReadWithoutScripts() {
        browser.scripts(false);
        try {
            browser.open(course.address("exercise-3.html"));
            assertTrue(browser.find("h1").isDisplayed());
            assertTrue(browser.find(".checks li").isDisplayed());
            assertTrue(browser.find("nav.course a").isDisplayed());
            assertTrue(browser.find("details.hint summary").isDisplayed());
            browser.find("details.hint summary").sendKeys(Keys.ENTER);
            assertTrue(browser.find("details.hint > :not(summary)").isDisplayed());
            browser.open(course.address("attempts/exercise-3-1.html"));
            assertTrue(browser.find(".picture-bar").isDisplayed());
        } finally {
            browser.scripts(true);
        }
    }

    @Test
    void pagesAndSearchWorkFromADisk() {
        browser.open(folder.resolve("index.html").toUri().toString());
        browser.find("a[href='exercise-3.html']").click();
        browser.await("location.href.endsWith('exercise-3.html')");
        browser.press("/");
        browser.press("healthcheck");
        browser.await("document.querySelectorAll('[role=option]').length > 0");
        assertEquals(List.of(), browser.errors());
    }

    @Test
    void pagesCanBePrinted() {
        for (String page : List.of("exercise-3.html", "print.html", "attempts/exercise-3-1.html")) {
            browser.openLive(course.address(page));
            byte[] pdf = browser.pdf();
            assertTrue(new String(pdf, 0, 5, StandardCharsets.US_ASCII).equals("%PDF-"), page);
            System.out.printf("printed %s: %d kB%n", page, pdf.length / 1000);
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void pagesAreLight() throws Exception {
        for (String page : List.of("index.html", "exercise-3.html", "exercise-16.html")) {
            browser.cold(true);
            browser.openLive(course.address(page));
            Map<String, Long> measured =
                    (Map<String, Long>) browser.driver().executeAsyncScript(TIMINGS);
            System.out.printf(
                    "%s: largest paint %d ms, blocked %d ms, page %d kB, with everything %d kB in %d"
                            + " requests%n",
                    page,
                    measured.get("paint"),
                    measured.get("blocked"),
                    measured.get("page") / 1000,
                    measured.get("all") / 1000,
                    measured.get("requests"));
            assertTrue(measured.get("page") < 100_000, page + ": " + measured);
            assertTrue(measured.get("all") < 150_000, page + ": " + measured);
        }
        long heaviest = 0;
        try (var files = Files.list(folder)) {
            for (Path file :
                    files.filter(f -> f.getFileName().toString().matches("exercise-[0-9]+\\.html"))
                            .toList()) {
                heaviest = Math.max(heaviest, Files.size(file));
            }
        }
        assertTrue(heaviest < 100_000, "the heaviest lesson: " + heaviest);
    }
}
