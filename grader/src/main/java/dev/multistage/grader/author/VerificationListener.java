package dev.multistage.grader.author;

/** Hears how far a verification is. */
@FunctionalInterface
public interface VerificationListener {

    /** A variant was graded; called by one thread at a time. */
    void verified(Proof proof, int done, int total);
}
