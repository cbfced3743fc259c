package dev.multistage.grader.grading;

import dev.multistage.grader.docker.InstallConsent;
import java.nio.file.Path;

/**
 * How to grade.
 *
 * @param nonce the value to plant in the sources
 * @param offline whether to leave registries alone
 * @param consent asked before packages are installed on this machine
 * @param keepTag a plain name for the built image, which then stays; empty to remove the image
 * @param cache folder for what is worth keeping between runs
 * @param cold whether to build without the engine's cache
 */
public record Options(
        String nonce,
        boolean offline,
        InstallConsent consent,
        String keepTag,
        Path cache,
        boolean cold) {

    /** With the engine's cache. */
    public Options(
            String nonce, boolean offline, InstallConsent consent, String keepTag, Path cache) {
        this(nonce, offline, consent, keepTag, cache, false);
    }

    /** Returns the same without the engine's cache. */
    public Options withoutCache() {
        return new Options(nonce, offline, consent, keepTag, cache, true);
    }
}
