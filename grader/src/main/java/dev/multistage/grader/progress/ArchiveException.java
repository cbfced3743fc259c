package dev.multistage.grader.progress;

/** A file that is no exported progress, or cannot be taken in; the message is a sentence. */
public final class ArchiveException extends Exception {

    private static final long serialVersionUID = 1;

    ArchiveException(String sentence) {
        super(sentence);
    }
}
