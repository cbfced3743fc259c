package dev.multistage.grader.author;

import dev.multistage.grader.exercise.DeclarationException;

/**
 * Something in the course that an author has to look at.
 *
 * @param file path from the root of the course
 * @param line line of the file, 1-based
 * @param what what is wrong, without a full stop
 * @param fix what to do about it, a sentence
 * @param warning whether the course can live with it
 */
public record Defect(String file, int line, String what, String fix, boolean warning) {

    public Defect {
        line = Math.max(1, line);
        what = what.strip().replaceAll("\\.$", "");
    }

    static Defect at(CourseText text, int line, String what, String fix) {
        return new Defect(text.path(), line, what, fix, false);
    }

    static Defect of(DeclarationException rejected, String fix) {
        return new Defect(rejected.file(), rejected.line(), rejected.problem(), fix, false);
    }

    Defect asWarning() {
        return new Defect(file, line, what, fix, true);
    }

    /** Returns {@code file:line: what. Fix}. */
    @Override
    public String toString() {
        return file + ":" + line + ": " + (warning ? "warning: " : "") + what + ". " + fix;
    }
}
