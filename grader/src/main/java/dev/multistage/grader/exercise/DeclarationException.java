package dev.multistage.grader.exercise;

/** An {@code exercise.json} or another file of the course is wrong: a defect, not a learner's. */
public class DeclarationException extends RuntimeException {

    private final String file;
    private final int line;
    private final String problem;

    public DeclarationException(String file, int line, String message) {
        super(file + (line > 0 ? ":" + line : "") + ": " + message);
        this.file = file;
        this.line = line;
        this.problem = message;
    }

    /** Returns the file, relative to the root of the course. */
    public String file() {
        return file;
    }

    /** Returns the line (1-based), 0 if the whole file is meant. */
    public int line() {
        return line;
    }

    /** Returns what is wrong, without the place. */
    public String problem() {
        return problem;
    }
}
