package dev.multistage.grader.watch;

import dev.multistage.grader.grading.Finding;
import dev.multistage.grader.grading.Grade;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What happens while an exercise is watched. */
public sealed interface WatchEvent {

    /** An editable file may have changed. */
    record Touched() implements WatchEvent {}

    /** What needs no engine is judged. */
    record Judged(int job, List<Finding> findings) implements WatchEvent {
        public Judged {
            findings = List.copyOf(findings);
        }
    }

    /** A grade is done and kept as an attempt; the sentences say what it changed. */
    record Graded(int job, Grade grade, String change) implements WatchEvent {}

    /** A page is written that takes time. */
    record Written(int job, String text) implements WatchEvent {}

    /** A job ended without a result; the sentence says why and is empty if it was cancelled. */
    record Failed(int job, String why) implements WatchEvent {}

    /** A key was pressed. */
    record Pressed(Key key) implements WatchEvent {}

    /** The work needs a yes or no. */
    record Asked(String question, CompletableFuture<Boolean> answer) implements WatchEvent {}

    /** The terminal has another size. */
    record Resized() implements WatchEvent {}

    /** Nobody is there any more: the terminal was closed. */
    record HungUp() implements WatchEvent {}
}
