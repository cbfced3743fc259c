package dev.multistage.grader.docker;

/** Finds the Dockerfile line that a build step comes from. */
@FunctionalInterface
interface StepLines {

    /** Knows no line. */
    StepLines UNKNOWN = step -> 0;

    /**
     * Returns the line (1-based) of a step, 0 if it comes from none.
     *
     * @param step the name as BuildKit gives it, for example {@code [build 3/4] RUN go build}
     */
    int lineOf(String step);
}
