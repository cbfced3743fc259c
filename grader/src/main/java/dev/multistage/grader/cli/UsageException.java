package dev.multistage.grader.cli;

/** What was asked for makes no sense; the message says what would. */
final class UsageException extends RuntimeException {
    UsageException(String message) {
        super(message);
    }
}
