/**
 * What a learner has done: every attempt, and a summary of them in the checkout's {@code .grade}
 * folder. Attempts are the truth, one file each and never changed; {@code progress.json} can be
 * rebuilt from them, but for the hints that were shown. Every write replaces a whole file at once,
 * so that a process that is killed at any moment leaves the old or the new state.
 */
package dev.multistage.grader.progress;
