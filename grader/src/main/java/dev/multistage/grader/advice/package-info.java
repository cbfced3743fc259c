/**
 * What would be better in any Dockerfile, not only in those of the exercises: the static half of
 * the checks T01 to T25, with a place for each. {@link dev.multistage.grader.advice.Advisor} is the
 * way in. Each rule is one class; a new rule is one class and a line in {@code Advisor}.
 */
package dev.multistage.grader.advice;
