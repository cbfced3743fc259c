package dev.multistage.grader.docker;

import java.util.List;

/** Decides whether packages may be installed: asks a person, or knows the answer. */
@FunctionalInterface
public interface InstallConsent {

    /** Refuses always: {@code --no-install}. */
    InstallConsent NEVER = (packages, purpose) -> false;

    /**
     * Returns whether these packages of the operating system may be installed.
     *
     * @param packages their names, for example {@code docker.io}
     * @param purpose what for, for example {@code the Docker engine}
     */
    boolean agrees(List<String> packages, String purpose);
}
