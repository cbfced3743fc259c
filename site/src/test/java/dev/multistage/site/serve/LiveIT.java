package dev.multistage.site.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WindowType;

/** Live results in a real browser. */
class LiveIT {

    private static final String CHECK = "li[data-check=\"non-root\"]";

    @TempDir Path workspace;
    private static Browser browser;
    private ServedCourse course;

    @BeforeAll
    static void start() throws Exception {
        browser = Browser.start();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void serve() throws Exception {
        course = new ServedCourse(workspace);
        browser.screen(1280, false, false, false);
        browser.requestsElsewhere("");
        browser.errors();
    }

    @AfterEach
    void noRequestElsewhere() throws Exception {
        assertEquals(List.of(), browser.requestsElsewhere(course.address("")));
        browser.open("about:blank");
        course.close();
    }

    private static String state(String state) {
        return "document.querySelector('" + CHECK + "').dataset.state === '" + state + "'";
    }

    @Test
    void checksTurnGreenInTheOpenLesson() throws Exception {
        browser.openLive(course.address("exercise-3.html"));
        assertEquals(
                "Nothing graded yet: grade it here, or in a terminal.", browser.text(".live-said"));

        long written = System.nanoTime();
        course.attempt("exercise-3", 1, Attempts.failed(1));
        browser.await(state("failed"));
        System.out.printf(
                "a result appears in the open lesson after %d ms%n",
                (System.nanoTime() - written) / 1_000_000);
        assertTrue(browser.text(CHECK).contains("The app runs as root"), browser.text(CHECK));
        assertEquals(
                "Attempt 1: 85 of 100 points, 964.0 MB; 1 check is not right yet.",
                browser.text(".live-said"));
        browser.await("document.querySelectorAll('.live-picture .picture-bar').length === 2");
        assertTrue(browser.text(".live-picture").contains("RUN go build"));

        course.attempt("exercise-3", 2, Attempts.passed(2));
        browser.await(state("passed"));
        assertEquals(0, browser.count(CHECK + " .live-finding"));
        assertTrue(browser.text(".live-said").startsWith("Attempt 2 passed"));
        assertEquals(List.of(), browser.errors());
    }

    @Test
    void tenTabsAllHearOfItAndOneMayBeClosed() throws Exception {
        String first = browser.driver().getWindowHandle();
        browser.openLive(course.address("exercise-3.html"));
        for (int i = 1; i < 10; i++) {
            browser.driver().switchTo().newWindow(WindowType.TAB);
            browser.openLive(course.address(i % 2 == 0 ? "exercise-3.html" : "index.html"));
        }
        course.attempt("exercise-3", 1, Attempts.failed(1));
        awaitInAllTabs("85 of 100 points");

        // the first one listens for all: another must take over
        browser.driver().switchTo().window(first).close();
        course.attempt("exercise-3", 2, Attempts.passed(2));
        awaitInAllTabs("✓ passed");

        List<String> left = List.copyOf(browser.driver().getWindowHandles());
        assertEquals(9, left.size());
        for (String tab : left.subList(1, left.size())) {
            browser.driver().switchTo().window(tab).close();
        }
        browser.driver().switchTo().window(left.get(0));
    }

    private void awaitInAllTabs(String text) {
        for (String tab : browser.driver().getWindowHandles()) {
            browser.driver().switchTo().window(tab);
            browser.await(
                    "[...document.querySelectorAll('[data-exercise=\"exercise-3\"] > [data-status], .live"
                            + " > [data-status]')].some(s => s.textContent === '"
                            + text
                            + "')");
        }
    }

    @Test
    void gradesAndCancelsByKeyboard() throws Exception {
        browser.openLive(course.address("exercise-3.html"));
        browser.tabTo(".live-go");
        browser.press(Keys.ENTER);
        browser.await("document.querySelector('.live-steps').textContent.includes('RUN go build')");
        browser.await("document.querySelector('.live-steps pre')?.textContent.includes('main.go')");
        assertEquals("Grading: building Dockerfile", browser.text(".live-said"));
        assertEquals("Cancel", browser.text(".live-go"));
        browser.press(Keys.ENTER);
        browser.await("document.querySelector('.live-said').textContent.startsWith('Cancelled')");
        assertEquals("Grade now", browser.text(".live-go"));

        browser.press(Keys.ENTER);
        browser.await("document.querySelector('.live-go').textContent === 'Cancel'");
        course.attempt("exercise-3", 1, Attempts.failed(1));
        course.endGrade();
        browser.await("document.querySelector('.live-said').textContent.startsWith('Attempt 1')");
        assertTrue(
                (Boolean) browser.script("return document.activeElement.matches('.live-go')"),
                "the focus stays where it was");
        browser.tabTo(".live-links a");
        browser.press(Keys.ENTER);
        browser.await("document.querySelector('h1').textContent === 'Attempt 1'");
        assertEquals(List.of(), browser.errors());
    }

    @Test
    void openPagesGoOnWhenTheServerComesBack() throws Exception {
        browser.openLive(course.address("exercise-3.html"));
        int port = course.port();
        course.stop();
        browser.await(
                "document.querySelector('.live-said').textContent.includes('does not answer')");
        course.attempt("exercise-3", 1, Attempts.passed(1));
        course.restart(port);
        browser.await(state("passed"));
        browser.tabTo(".live-go");
        browser.press(Keys.ENTER);
        // the new server has another token, and the page knows it
        browser.await("document.querySelector('.live-go').textContent === 'Cancel'");
        course.endGrade();
        browser.await("document.querySelector('.live-go').textContent === 'Grade now'");
        browser.errors();
    }

    @Test
    void hostileTextOfLearnersStaysText() throws Exception {
        String hostile =
                "</code></script><script>document.title='owned'</script><img src=x"
                        + " onerror=\"document.title='owned'\"> \u001b[31mred \u202egnp.exe "
                        + "n".repeat(10_000);
        course.attempt("exercise-3", 1, Attempts.hostile(1, hostile));
        course.attempt("exercise-3", 2, Attempts.hostile(2, hostile + "2"));
        browser.screen(320, false, false, false);
        for (String page :
                List.of(
                        "exercise-3.html",
                        "attempts/exercise-3.html",
                        "attempts/exercise-3-2.html",
                        "attempts/exercise-3-compare.html?a=1&b=2")) {
            browser.openLive(course.address(page));
            if (page.equals("exercise-3.html")) {
                browser.await(state("failed"));
                browser.await("document.querySelector('.live-picture .picture')");
            }
            assertFalse(browser.driver().getTitle().contains("owned"), page);
            assertEquals(0, browser.count("main img[src=x]"), page);
            assertEquals(0, browser.overflow(), "320 px are enough for " + page);
            String text = browser.text("main");
            assertFalse(text.contains("\u001b") || text.contains("\u202e"), page);
        }
        assertEquals(List.of(), browser.errors());
    }
}
