package dev.multistage.grader.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an engine says of itself, as far as the doctor needs it.
 *
 * @param version its version
 * @param apiVersion the newest API version it speaks
 * @param platform operating system and architecture of its containers
 * @param product the product's name if it is not Docker's own engine, for example {@code Podman}
 * @param containerdStore whether it keeps images in containerd
 * @param folder its data folder, on its own machine
 * @param controlGroups version of the control groups it uses, {@code 1} or {@code 2}
 * @param rootless whether it runs without root
 * @param memoryBytes memory of its machine
 * @param clockSkew how far its clock is ahead of this machine's
 * @param proxies the proxies it uses for pulls, by variable
 */
record EngineReport(
        String version,
        String apiVersion,
        String platform,
        String product,
        boolean containerdStore,
        String folder,
        String controlGroups,
        boolean rootless,
        long memoryBytes,
        Duration clockSkew,
        Map<String, String> proxies) {

    EngineReport {
        proxies = Map.copyOf(proxies);
    }

    /**
     * Reads an engine's answers.
     *
     * @param version the answer to {@code GET /version}
     * @param info the answer to {@code GET /info}
     * @param asked this machine's time when {@code /info} was answered
     */
    static EngineReport of(JsonNode version, JsonNode info, Instant asked) {
        return new EngineReport(
                version.path("Version").asText(),
                version.path("ApiVersion").asText(),
                version.path("Os").asText() + "/" + version.path("Arch").asText(),
                version.path("Components").toString().contains("Podman") ? "Podman" : "Docker",
                info.path("DriverStatus").toString().contains("io.containerd.snapshotter"),
                info.path("DockerRootDir").asText(),
                info.path("CgroupVersion").asText("1"),
                info.path("SecurityOptions").toString().contains("name=rootless"),
                info.path("MemTotal").asLong(),
                skew(info.path("SystemTime").asText(), asked),
                proxies(info));
    }

    /** Returns the major version; 0 if it is not a number. */
    int majorVersion() {
        return new EngineInfo(version, apiVersion, "", platform, "", true).majorVersion();
    }

    private static Duration skew(String time, Instant asked) {
        try {
            return Duration.between(asked, Instant.parse(time));
        } catch (DateTimeParseException unknown) {
            return Duration.ZERO;
        }
    }

    private static Map<String, String> proxies(JsonNode info) {
        Map<String, String> proxies = new LinkedHashMap<>();
        Map.of("HttpProxy", "HTTP_PROXY", "HttpsProxy", "HTTPS_PROXY", "NoProxy", "NO_PROXY")
                .forEach(
                        (key, variable) -> {
                            String value = info.path(key).asText();
                            if (!value.isEmpty()) {
                                proxies.put(variable, value);
                            }
                        });
        return proxies;
    }
}
