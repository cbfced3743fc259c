package dev.multistage.grader.watch;

import java.util.concurrent.CompletableFuture;

/** What is said to the person, and what they are asked: one note, and at most one question. */
final class Dialogue {

    private String note = "";
    private boolean kept;
    private String question = "";
    private CompletableFuture<Boolean> answer = new CompletableFuture<>();
    private boolean askedByWork;

    /** Returns the note; empty if there is none. */
    String note() {
        return note;
    }

    void say(String text) {
        note = text;
    }

    /** Sets whether the note is to outlast what clears it. */
    void keep(boolean wanted) {
        kept = wanted;
    }

    /** Takes the note away, unless it is kept. */
    void clear() {
        note = kept ? note : "";
    }

    /** Returns the question that is open; empty if there is none. */
    String question() {
        return question;
    }

    /** Asks what does not depend on any work. */
    void ask(String text, CompletableFuture<Boolean> told) {
        open(text, told, false);
    }

    /** Asks what the work that is under way must know; it is a no once the work has ended. */
    void askForWork(String text, CompletableFuture<Boolean> told) {
        open(text, told, true);
    }

    private void open(String text, CompletableFuture<Boolean> told, boolean byWork) {
        answer(false); // a question that is open gives way
        question = text;
        answer = told;
        askedByWork = byWork;
    }

    /** Answers the question that is open, if there is one. */
    void answer(boolean yes) {
        question = "";
        answer.complete(yes);
    }

    void workEnded() {
        if (askedByWork) {
            answer(false);
        }
    }
}
