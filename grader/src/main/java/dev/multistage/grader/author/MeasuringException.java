package dev.multistage.grader.author;

/** An image of the course cannot be measured: a defect of the course. */
public class MeasuringException extends RuntimeException {
    public MeasuringException(String message) {
        super(message);
    }
}
