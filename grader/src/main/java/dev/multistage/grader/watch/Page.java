package dev.multistage.grader.watch;

/** What the middle of the screen shows. */
public enum Page {
    VERDICT(""),
    HINT("Hint"),
    LIST("The course"),
    EXPLANATION("Where the bytes come from"),
    COMPARISON("Yours (A) beside the solution (B)"),
    KEYS("Keys");

    private final String title;

    Page(String title) {
        this.title = title;
    }

    /** Returns its heading; empty for the verdict. */
    public String title() {
        return title;
    }
}
