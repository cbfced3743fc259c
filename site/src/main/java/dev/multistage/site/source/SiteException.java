package dev.multistage.site.source;

import java.util.List;

/** The sources of the site have defects that must be repaired before it can be made. */
public final class SiteException extends Exception {

    private static final long serialVersionUID = 1;

    private final List<String> problems;

    /**
     * Ends the build.
     *
     * @param problems lines of the form {@code file:line: message}
     */
    public SiteException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** Returns lines of the form {@code file:line: message}. */
    public List<String> problems() {
        return problems;
    }
}
