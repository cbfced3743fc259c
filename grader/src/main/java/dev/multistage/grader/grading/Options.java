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
 */
public record Options(
        String nonce, boolean offline, InstallConsent consent, String keepTag, Path cache) {}
