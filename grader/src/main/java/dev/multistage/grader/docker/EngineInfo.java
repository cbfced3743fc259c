package dev.multistage.grader.docker;

/**
 * What an engine says of itself.
 *
 * @param version the engine's version, for example {@code 28.5.2}
 * @param apiVersion the newest API version it speaks, for example {@code 1.51}
 * @param store the storage driver, {@code overlay2} or {@code overlayfs} (containerd image store)
 * @param platform operating system and architecture of its containers, for example {@code
 *     linux/amd64}
 * @param host where it listens, as a URI
 * @param buildKit whether it builds with BuildKit
 */
public record EngineInfo(
        String version,
        String apiVersion,
        String store,
        String platform,
        String host,
        boolean buildKit) {

    /** Returns the major version, for example 28; 0 if the version is not a number. */
    public int majorVersion() {
        int dot = version.indexOf('.');
        try {
            return Integer.parseInt(dot < 0 ? version : version.substring(0, dot));
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }
}
