package dev.multistage.grader.image;

/** An archive costs more than its {@link Budget}: reading ends at once, whatever else is in it. */
final class OverBudgetException extends ArchiveException {

    OverBudgetException(String message) {
        super(message);
    }
}
