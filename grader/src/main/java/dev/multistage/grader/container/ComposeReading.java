package dev.multistage.grader.container;

import java.util.List;

/**
 * A learner's Compose file as Compose itself understands it.
 *
 * @param problem what Compose says is wrong with it, or why it was not asked; empty if it takes it.
 *     Untrusted
 * @param image the image that the service names, with all variables put in
 * @param forbidden what the file asks for and the grader does not give, for example {@code
 *     privileged}
 * @param unscalable why there cannot be two replicas of the service; empty if there can
 * @param interval how long the engine waits before the first healthcheck; empty if the file does
 *     not say
 */
public record ComposeReading(
        String problem, String image, List<String> forbidden, String unscalable, String interval) {

    public ComposeReading {
        forbidden = List.copyOf(forbidden);
    }

    /** A file that Compose does not take. */
    public static ComposeReading broken(String problem) {
        return new ComposeReading(problem, "", List.of(), "", "");
    }

    /** A file that Compose is not shown, because it would let Compose read others. */
    public static ComposeReading refused(String why) {
        return new ComposeReading(why, "", List.of(why), "", "");
    }

    /** Returns whether containers can be started from it. */
    public boolean startable() {
        return problem.isEmpty() && forbidden.isEmpty();
    }
}
