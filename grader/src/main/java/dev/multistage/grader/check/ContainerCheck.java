package dev.multistage.grader.check;

import java.util.Optional;

/** A check of the running container. */
public sealed interface ContainerCheck extends Check
        permits ConfiguredFromOutside,
                GracefulStop,
                HealthEndpoint,
                HealthcheckWorks,
                NonceComesBack,
                NonRootUser,
                Port,
                ReadOnlyRoot,
                VerifiesTls {

    /** Judges by the image alone where that is enough to fail. The container is then not needed. */
    default Optional<Outcome> examineImage(ImageEvidence evidence) {
        return Optional.empty();
    }

    /**
     * Judges a container. Called only if the container answers on its health endpoint, unless
     * {@link #needsHealth()} is false.
     */
    Outcome examine(ContainerEvidence evidence) throws InterruptedException;

    /** Returns whether the check makes sense only for an app that is up. */
    default boolean needsHealth() {
        return true;
    }

    /** Returns when its turn is: checks that disturb the container come last. */
    default int turn() {
        return 0;
    }
}
