package dev.multistage.grader.exercise;

import dev.multistage.grader.check.Check;
import java.util.List;

/**
 * One check and what it is worth.
 *
 * @param id its name inside the exercise, for example {@code non-root}
 * @param points points for passing it
 * @param needs ids of criteria that must have passed before this one makes sense
 * @param dockerfile which of the exercise's Dockerfiles it judges; empty for the first
 * @param check what must be true
 */
public record Criterion(String id, int points, List<String> needs, String dockerfile, Check check) {

    public Criterion {
        if (id == null || !id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException(
                    "a criterion's id is lower-case words joined by hyphens, not \"" + id + "\"");
        }
        if (points < 0 || points > 100) {
            throw new IllegalArgumentException("points lie between 0 and 100, not " + points);
        }
        if (check == null) {
            throw new IllegalArgumentException("criterion \"" + id + "\" names no check");
        }
        needs = needs == null ? List.of() : List.copyOf(needs);
        dockerfile = dockerfile == null ? "" : dockerfile;
    }
}
