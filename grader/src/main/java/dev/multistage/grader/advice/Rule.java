package dev.multistage.grader.advice;

import java.util.List;

/**
 * Looks for one kind of mistake. A rule speaks only of what the text says with certainty: what a
 * variable, a script or an unknown base image may hold is not its business.
 */
interface Rule {

    /** Returns what the rule can say. */
    List<Topic> topics();

    /** Reports what it finds. */
    void judge(Reading reading, Notebook notebook);
}
