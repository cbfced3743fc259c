package dev.multistage.grader.grading;

/** Seconds that the parts of a grade took. */
public record Timing(
        double statics, double bases, double build, double analyse, double run, double total) {}
