package dev.multistage.grader.docker;

import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.dockerfile.Flag;
import dev.multistage.grader.dockerfile.Instruction;
import java.util.Optional;
import java.util.Set;

/**
 * Something in a Dockerfile that not every builder reads.
 *
 * <p>What Dockerfiles may hold that the builder in older engines does not read: heredocs and {@code
 * COPY --link} came with Dockerfile 1.4 (Engine 23), the other flags later
 * (https://docs.docker.com/build/buildkit/dockerfile-release-notes/). Engine 20.10 has 1.2.
 *
 * @param name for example {@code heredocs} or {@code COPY --link}
 * @param line where it stands
 */
record NewSyntax(String name, int line) {

    private static final Set<String> FLAGS =
            Set.of("link", "parents", "exclude", "checksum", "keep-git-dir", "unpack", "device");

    /** The first engine whose own builder reads heredocs. */
    static final int HEREDOCS = 23;

    /** Returns the first thing that Engine 20.10 does not read. */
    static Optional<NewSyntax> first(Dockerfile dockerfile) {
        for (Instruction instruction : dockerfile.instructions()) {
            if (!instruction.heredocs().isEmpty()) {
                return Optional.of(new NewSyntax("heredocs", instruction.startLine()));
            }
            for (Flag flag : instruction.flags()) {
                if (FLAGS.contains(flag.name())) {
                    return Optional.of(
                            new NewSyntax(
                                    instruction.keyword() + " --" + flag.name(),
                                    instruction.startLine()));
                }
            }
        }
        return Optional.empty();
    }
}
