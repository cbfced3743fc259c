package dev.multistage.grader.grading;

/** Measures the parts of a grade, in seconds. */
final class Stopwatch {

    private final long begun = System.nanoTime();
    private long lap = begun;

    /** Returns the seconds since the last lap and begins a new one. */
    double lap() {
        long now = System.nanoTime();
        double seconds = (now - lap) / 1e9;
        lap = now;
        return seconds;
    }

    /** Returns the seconds since the beginning. */
    double total() {
        return (System.nanoTime() - begun) / 1e9;
    }
}
