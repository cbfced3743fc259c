package dev.multistage.grader.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.multistage.grader.docker.Diagnosis.Status;
import dev.multistage.grader.docker.EngineAttempt.Result;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DoctorTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final EngineEndpoint SOCKET =
            new EngineEndpoint(URI.create("unix:///var/run/docker.sock"), "default socket");

    private String version = "28.5.2";
    private String apiVersion = "1.51";
    private String architecture = "amd64";
    private String components = "[]";
    private String driverStatus = "[]";
    private String memory = "8000000000";
    private Instant engineTime = NOW;
    private Result socket = Result.ANSWERED;
    private Optional<DockerCommand> command = Optional.empty();
    private DiskSpace engineDisk = new DiskSpace(Path.of("/var/lib/docker"), 50_000_000_000L);
    private ProxySettings proxies = new ProxySettings(Map.of());
    private Reachability registry = new Reachability("image registry", "docker.io", true, "");
    private Optional<StartedEngine> started = Optional.empty();

    @Test
    void findsNothingWrongWithAGoodMachine() throws Exception {
        List<Diagnosis> said = examine();

        assertTrue(said.stream().allMatch(d -> d.status() == Status.OK), said.toString());
        assertTrue(find("engine").observed().contains("28.5.2"));
    }

    @Test
    void saysHowToStartAStoppedEngine() throws Exception {
        socket = Result.REFUSED;

        Diagnosis engine = find("engine");

        assertEquals(Status.PROBLEM, engine.status());
        assertTrue(engine.observed().contains("does not run"), engine.observed());
        assertTrue(engine.fix().contains("sudo ./grade setup"), engine.fix());
    }

    @Test
    void saysThatPodmanDoesNotBuildWithBuildKit() throws Exception {
        components = "[{\"Name\": \"Podman Engine\"}]";

        assertEquals(Status.PROBLEM, find("BuildKit").status());
    }

    @Test
    void refusesAnEngineFromBeforeBuildKit() throws Exception {
        version = "18.06.3";
        apiVersion = "1.38";

        assertEquals(Status.PROBLEM, find("BuildKit").status());
    }

    @Test
    void knowsTheEngineThatCannotBuildOverItsApi() throws Exception {
        version = "26.1.5";
        driverStatus = "[[\"driver-type\", \"io.containerd.snapshotter.v1\"]]";

        Diagnosis buildKit = find("BuildKit");

        assertEquals(Status.PROBLEM, buildKit.status());
        assertTrue(buildKit.fix().contains("28"), buildKit.fix());
    }

    @Test
    void warnsThatStandInsAreForOneArchitectureOnly() throws Exception {
        architecture = "arm64";

        assertEquals(Status.WARNING, find("architecture").status());
    }

    @Test
    void warnsOfAClockThatIsBehind() throws Exception {
        engineTime = NOW.minusSeconds(90);

        Diagnosis clock = find("clock");

        assertEquals(Status.WARNING, clock.status());
        assertTrue(clock.observed().contains("90 s behind"), clock.observed());
    }

    @Test
    void warnsOfLittleMemory() throws Exception {
        memory = "1500000000";

        assertEquals(Status.WARNING, find("memory").status());
    }

    @Test
    void tellsAFullDiskFromAFillingOne() throws Exception {
        engineDisk = new DiskSpace(Path.of("/var/lib/docker"), 1_000_000_000L);
        assertEquals(Status.PROBLEM, find("disk of the engine").status());

        engineDisk = new DiskSpace(Path.of("/var/lib/docker"), 5_000_000_000L);
        assertEquals(Status.WARNING, find("disk of the engine").status());
    }

    @Test
    void doesNotJudgeADiskThatItCannotSee() throws Exception {
        engineDisk = DiskSpace.elsewhere(Path.of("/var/lib/docker"));

        assertEquals(Status.OK, find("disk of the engine").status());
    }

    @Test
    void explainsWhatADockerCommandWithoutBuildxDoes() throws Exception {
        command = Optional.of(new DockerCommand(Path.of("/usr/bin/docker"), "20.10.24", false));
        assertTrue(find("docker command").fix().contains("DOCKER_BUILDKIT=1"));

        command = Optional.of(new DockerCommand(Path.of("/usr/bin/docker"), "28.2.2", false));
        assertTrue(find("docker command").fix().contains("buildx"));

        command = Optional.of(new DockerCommand(Path.of("/usr/bin/docker"), "28.2.2", true));
        assertEquals(Status.OK, find("docker command").status());
    }

    @Test
    void warnsOfAProxyThatTheEngineDoesNotKnow() throws Exception {
        proxies = new ProxySettings(Map.of("HTTPS_PROXY", "http://me:secret@proxy:3128"));

        Diagnosis proxy = find("proxy");

        assertEquals(Status.WARNING, proxy.status());
        assertFalse(proxy.observed().contains("secret"), proxy.observed());
    }

    @Test
    void saysWhatHappensWithoutARegistry() throws Exception {
        registry = new Reachability("image registry", "docker.io", false, "no such host");
        assertTrue(find("image registry").fix().contains("bases build"));

        architecture = "arm64";
        assertFalse(find("image registry").fix().contains("bases build"));
    }

    @Test
    void saysWhichProtectionHolds() throws Exception {
        assertTrue(find("build limits").observed().contains("watches time and disk"));

        started =
                Optional.of(
                        new StartedEngine(
                                1,
                                1,
                                Path.of("/s"),
                                Path.of("/l"),
                                new BuildLimits.Applied(6_000_000_000L, 4096)));
        assertTrue(find("build limits").observed().contains("6.0 GB and 4096 processes"));
    }

    private Diagnosis find(String name) throws Exception {
        return examine().stream().filter(d -> d.name().equals(name)).findFirst().orElseThrow();
    }

    private List<Diagnosis> examine() throws Exception {
        JsonMapper json = new JsonMapper();
        String versionAnswer =
                """
                {"Version": "%s", "ApiVersion": "%s", "Os": "linux", "Arch": "%s", "Components": %s}
                """
                        .formatted(version, apiVersion, architecture, components);
        String infoAnswer =
                """
                {"DriverStatus": %s, "DockerRootDir": "/var/lib/docker", "CgroupVersion": "2",
                 "SecurityOptions": ["name=seccomp,profile=default"], "MemTotal": %s,
                 "SystemTime": "%s"}
                """
                        .formatted(driverStatus, memory, engineTime);
        EngineReport report =
                EngineReport.of(json.readTree(versionAnswer), json.readTree(infoAnswer), NOW);
        return Doctor.judge(
                new Symptoms(
                        new Machine("Linux", "debian", true, false, true, false),
                        new EngineSearch(List.of(new EngineAttempt(SOCKET, socket, "")), false),
                        socket == Result.ANSWERED ? Optional.of(report) : Optional.empty(),
                        "",
                        command,
                        engineDisk,
                        new DiskSpace(Path.of("/root/.cache"), 50_000_000_000L),
                        proxies,
                        new ProxySettings(Map.of()),
                        Optional.of(registry),
                        List.of(new Reachability("npm", "", true, "")),
                        started,
                        0));
    }
}
