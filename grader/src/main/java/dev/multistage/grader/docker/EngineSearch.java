package dev.multistage.grader.docker;

import java.util.List;
import java.util.Optional;

/**
 * What a search for an engine found.
 *
 * @param attempts the places that were tried, in order; the last one answered if any did
 * @param chosen whether the user chose the place (DOCKER_HOST, DOCKER_CONTEXT), so that nothing
 *     else was tried and nothing may be started instead
 */
public record EngineSearch(List<EngineAttempt> attempts, boolean chosen) {

    public EngineSearch {
        attempts = List.copyOf(attempts);
    }

    /** Returns the engine that answered, if one did. */
    public Optional<EngineEndpoint> endpoint() {
        return attempts.stream()
                .filter(attempt -> attempt.result() == EngineAttempt.Result.ANSWERED)
                .map(EngineAttempt::endpoint)
                .findFirst();
    }

    /** Returns whether any place was tried with this result. */
    public boolean any(EngineAttempt.Result result) {
        return attempts.stream().anyMatch(attempt -> attempt.result() == result);
    }
}
