package dev.multistage.grader.check;

import java.util.Optional;

/** A check of what a learner answered, against the images that the question is about. */
public sealed interface AnswerCheck extends Check permits Answer {

    /** Returns the name of the file with the answers, relative to {@code app/}. */
    String file();

    /** Judges by the file alone where that is enough to fail. No image is then needed. */
    Optional<Outcome> examineFile(Answers answers);

    /** Judges an answer that {@link #examineFile} let pass. */
    Outcome examine(AnswerEvidence evidence);
}
