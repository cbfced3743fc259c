package dev.multistage.grader.check;

import java.util.List;

/**
 * How a build went.
 *
 * @param built whether there is an image
 * @param code the code of {@link Builds} if there is none
 * @param observed what went wrong, in the engine's words; untrusted
 * @param where the Dockerfile line, if known
 * @param log the last lines that the failing step printed; untrusted
 * @param next what to do about it
 */
public record BuildEvidence(
        boolean built,
        String code,
        String observed,
        List<Place> where,
        List<String> log,
        String next) {

    public BuildEvidence {
        where = List.copyOf(where);
        log = List.copyOf(log);
    }

    /** A build that made an image. */
    public static BuildEvidence ok(String observed) {
        return new BuildEvidence(true, "", observed, List.of(), List.of(), "");
    }
}
