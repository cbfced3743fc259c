package dev.multistage.site.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All kinds of pages for all readers: every rule of axe, in every setting of screen and taste. */
class AccessibilityIT {

    /** A page of each kind, by the pattern of the paths of its kind. */
    private static final Map<String, String> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("exercise-[0-9]+\\.html", "exercise-3.html");
        KINDS.put("exercise-[0-9]+-solution\\.html", "exercise-3-solution.html");
        KINDS.put("source/.*\\.html", "");
        for (String page :
                List.of(
                        "index",
                        "bases",
                        "checks",
                        "claims",
                        "glossary",
                        "teachers",
                        "ci",
                        "contents",
                        "print")) {
            KINDS.put(page + "\\.html", page + ".html");
        }
    }

    private static final String MISSING = "attempts/exercise-3-99.html";

    /** What only the server has: a list, a report, a comparison, and what it says of others. */
    private static final List<String> SERVED =
            List.of(
                    "attempts/exercise-3.html",
                    "attempts/exercise-4.html",
                    "attempts/exercise-3-1.html",
                    "attempts/exercise-3-compare.html?a=1&b=2",
                    MISSING);

    /** How a reader has set up the screen. */
    private record Setting(int width, boolean dark, boolean calm, boolean forced) {

        /** Long pages are looked at as a whole in these, and shortened in the others. */
        static final List<Setting> WHOLE =
                List.of(
                        new Setting(1280, false, false, false),
                        new Setting(320, true, false, false));

        /** Returns all settings, those for whole pages first. */
        static List<Setting> all() {
            Set<Setting> all = new LinkedHashSet<>(WHOLE);
            for (int width : new int[] {1280, 320}) {
                for (boolean dark : new boolean[] {false, true}) {
                    all.add(new Setting(width, dark, false, false));
                    all.add(new Setting(width, dark, true, false));
                    all.add(new Setting(width, dark, false, true));
                }
            }
            return List.copyOf(all);
        }

        @Override
        public String toString() {
            return width
                    + " px, "
                    + (dark ? "dark" : "light")
                    + (calm ? ", reduced motion" : "")
                    + (forced ? ", forced colours" : "");
        }
    }

    @TempDir static Path workspace;
    private static Browser browser;
    private static ServedCourse course;

    @BeforeAll
    static void start() throws Exception {
        browser = Browser.start();
        course = new ServedCourse(workspace);
        course.attempt("exercise-3", 1, Attempts.failed(1));
        course.attempt("exercise-3", 2, Attempts.failed(2));
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

    @Test
    void axeFindsNothingOnAnyKindOfPage() {
        List<String> found = new ArrayList<>();
        int runs = 0;
        int same = 0;
        for (String page : pages()) {
            Set<String> seen = new HashSet<>();
            browser.openLive(course.address(page));
            if (page.equals("exercise-3.html")) {
                browser.await("document.querySelector('.live-picture .picture-map')");
            }
            for (Setting setting : Setting.all()) {
                browser.screen(setting.width(), setting.dark(), setting.calm(), setting.forced());
                if (!Setting.WHOLE.contains(setting)) {
                    browser.shorten();
                }
                if (seen.add(browser.looks())) {
                    for (String violation : browser.violations()) {
                        found.add("\n" + page + ", " + setting + ": " + violation);
                    }
                    runs++;
                } else {
                    same++; // as reduced motion is while nothing moves
                }
                if (browser.overflow() != 0) {
                    found.add(page + ", " + setting + " scrolls sideways: " + browser.tooWide());
                }
            }
        }
        System.out.printf(
                "axe: %d kinds of pages in %d settings, %d runs, and %d that look like one of"
                        + " these%n",
                pages().size(), Setting.all().size(), runs, same);
        assertEquals(List.of(), found);
        List<String> errors = browser.errors();
        errors.removeIf(error -> error.contains(MISSING) && error.contains("404"));
        assertEquals(List.of(), errors);
    }

    @Test
    void noKindOfPageIsForgotten() {
        Set<String> unknown =
                ServedCourse.pages().stream()
                        .filter(page -> KINDS.keySet().stream().noneMatch(page::matches))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), unknown);
        assertTrue(ServedCourse.pages().containsAll(generated()), generated().toString());
    }

    private static List<String> generated() {
        List<String> pages = new ArrayList<>();
        KINDS.forEach(
                (kind, page) ->
                        pages.add(
                                page.isEmpty()
                                        ? ServedCourse.pages().stream()
                                                .filter(each -> each.matches(kind))
                                                .sorted()
                                                .findFirst()
                                                .orElseThrow()
                                        : page));
        return pages;
    }

    private static List<String> pages() {
        List<String> pages = new ArrayList<>(generated());
        pages.addAll(SERVED);
        return pages;
    }
}
