package dev.multistage.grader.container;

import java.util.List;
import java.util.Optional;

/**
 * What happened when one release took over from another under the eyes of clients.
 *
 * @param problem why the new release did not come up beside the old one; empty if it did
 * @param traffic what became of the clients' requests
 * @param slow answers to the requests that were under way when the old release was told to stop
 * @param stop how the old release ended; empty if it never came to that
 * @param graceSeconds how long the engine waited before it would kill
 */
public record Rollout(
        String problem,
        Traffic.Result traffic,
        List<HttpAnswer> slow,
        Optional<RunningContainer.Stop> stop,
        int graceSeconds) {

    public Rollout {
        slow = List.copyOf(slow);
    }

    /** A rollout that did not come far enough to serve anybody. */
    public static Rollout failed(String problem) {
        return new Rollout(
                problem, new Traffic.Result(0, 0, List.of()), List.of(), Optional.empty(), 0);
    }
}
