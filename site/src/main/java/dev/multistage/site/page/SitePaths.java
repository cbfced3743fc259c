package dev.multistage.site.page;

import dev.multistage.grader.exercise.ExerciseId;

/** Where pages lie, from the root of the site. */
public final class SitePaths {

    private SitePaths() {}

    /** Returns the page of a lesson. */
    public static String lesson(ExerciseId id) {
        return id + ".html";
    }

    /** Returns the page of a solution. */
    public static String solution(ExerciseId id) {
        return id + "-solution.html";
    }

    /** Returns the page that shows a file of the repository. */
    public static String source(String path) {
        return "source/" + path + ".html";
    }

    /** Returns an address as seen from a page: both are paths from the root of the site. */
    public static String relative(String fromPage, String target) {
        long depth = fromPage.chars().filter(c -> c == '/').count();
        return "../".repeat((int) depth) + target;
    }
}
