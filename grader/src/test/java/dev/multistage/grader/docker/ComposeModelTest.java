package dev.multistage.grader.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.multistage.grader.container.ComposeReading;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComposeModelTest {

    private static final String REFERENCE = "localhost:5000/x/app@sha256:" + "a".repeat(64);

    @Test
    void whatConcernsTheAppIsTakenOver() throws IOException {
        JsonNode started =
                started(
                        """
                        "image": "app:latest", "read_only": true, "restart": "always",
                        "stop_grace_period": "15s", "healthcheck": {"test": ["CMD", "/a"]},
                        "tmpfs": ["/tmp"], "command": null
                        """);
        assertEquals(REFERENCE, started.path("image").asText());
        assertTrue(started.path("read_only").asBoolean());
        assertEquals("always", started.path("restart").asText());
        assertEquals("15s", started.path("stop_grace_period").asText());
        assertEquals("/a", started.path("healthcheck").path("test").path(1).asText());
        assertEquals("/tmp", started.path("tmpfs").path(0).asText());
        assertFalse(started.has("command"));
    }

    @Test
    void whatConcernsTheMachineIsTheGraders() throws IOException {
        JsonNode started =
                started(
                        """
                        "image": "app", "security_opt": ["seccomp:unconfined"],
                        "ports": [{"target": 8080, "published": "80"}]
                        """);
        assertEquals("[\"ALL\"]", started.path("cap_drop").toString());
        assertEquals("[\"no-new-privileges\"]", started.path("security_opt").toString());
        assertEquals("127.0.0.1", started.path("ports").path(0).path("host_ip").asText());
        assertFalse(started.path("ports").path(0).has("published"));
        assertEquals("never", started.path("pull_policy").asText());
        assertEquals("me", started.path("labels").path("owner").asText());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"privileged\": true",
                "\"pid\": \"host\"",
                "\"network_mode\": \"host\"",
                "\"devices\": [\"/dev/kvm\"]",
                "\"cap_add\": [\"SYS_ADMIN\"]",
                "\"build\": {\"context\": \"/\"}",
                "\"volumes\": [{\"type\": \"bind\", \"source\": \"/\", \"target\": \"/host\"}]",
                "\"volumes\": [{\"type\": \"volume\", \"source\": \"data\", \"target\": \"/d\"}]",
                "\"a_key_of_next_year\": 1"
            })
    void whatReachesOutOfTheContainerIsRefused(String key) throws IOException {
        ComposeReading reading = model("\"image\": \"app\", " + key).reading();
        assertEquals(1, reading.forbidden().size(), reading::toString);
        assertFalse(reading.startable());
    }

    @Test
    void whatIsSwitchedOffIsNotRefused() throws IOException {
        assertEquals(
                List.of(),
                model("\"image\": \"app\", \"privileged\": false, \"devices\": [], \"x-note\": 1")
                        .reading()
                        .forbidden());
    }

    @Test
    void limitsMayStandInEitherPlace() throws IOException {
        assertTrue(model("\"mem_limit\": \"64\"").limits("mem_limit", "memory"));
        String deployed = "\"deploy\": {\"resources\": {\"limits\": {\"memory\": \"64\"}}}";
        assertTrue(model(deployed).limits("mem_limit", "memory"));
        assertFalse(model(deployed).limits("cpus", "cpus"));
        JsonNode started = started(deployed);
        assertEquals("64", started.path("mem_limit").asText());
        assertTrue(started.path("cpus").asDouble() > 0);
        assertTrue(started.path("pids_limit").asInt() > 0);
        assertFalse(started.has("deploy"));
    }

    @ParameterizedTest
    @CsvSource({
        "67108864,0.5,10,67108864,0.5,10",
        "512000000,1.0,256,512000000,1.0,256",
        "512000001,1.5,257,512000000,1.0,256",
        "9e18,64,100000,512000000,1.0,256",
        "0,0,0,512000000,1.0,256",
        "-1,-1,-1,512000000,1.0,256",
        "1g,NaN,many,512000000,1.0,256"
    })
    void aLimitIsTakenOverUpToTheGraders(
            String memory, String cpus, String pids, long bytes, double processors, int processes)
            throws IOException {
        String plain =
                String.format(
                        "\"mem_limit\": \"%s\", \"cpus\": \"%s\", \"pids_limit\": \"%s\"",
                        memory, cpus, pids);
        String deployed =
                String.format(
                        "\"deploy\": {\"resources\": {\"limits\": {\"memory\": \"%s\", \"cpus\":"
                                + " \"%s\", \"pids\": \"%s\"}}}",
                        memory, cpus, pids);
        for (String written : List.of(plain, deployed)) {
            JsonNode started = started(written);
            assertEquals(bytes, started.path("mem_limit").asLong());
            assertEquals(processors, started.path("cpus").asDouble());
            assertEquals(processes, started.path("pids_limit").asInt());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1"})
    void noLimitAtAllIsNoneThatStandsThere(String memory) throws IOException {
        assertFalse(model("\"mem_limit\": \"" + memory + "\"").limits("mem_limit", "memory"));
    }

    @Test
    void aNameOrAPortOfTheHostAllowsOneContainerOnly() throws IOException {
        assertTrue(model("\"container_name\": \"app\"").reading().unscalable().contains("app"));
        String port = "\"ports\": [{\"target\": 8080, \"published\": \"80\"}]";
        assertTrue(model(port).reading().unscalable().contains("port 80"));
        assertEquals("", model("\"ports\": [{\"target\": 8080}]").reading().unscalable());
        assertEquals(
                "",
                model("\"ports\": [{\"target\": 8080, \"published\": \"80-90\"}]")
                        .reading()
                        .unscalable());
    }

    @Test
    void anEndlessGracePeriodIsCut() throws IOException {
        assertEquals(
                "30s",
                started("\"stop_grace_period\": \"1h0m0s\"").path("stop_grace_period").asText());
    }

    @ParameterizedTest
    @CsvSource({"15s,15", "1m30s,90", "1h0m0s,3600", "500ms,0.5", "soon,0"})
    void durationsAreReadAsGoWritesThem(String text, double seconds) {
        assertEquals(seconds, ComposeModel.seconds(text));
    }

    @Test
    void aFileWithMoreThanTheAppIsNotTaken() throws IOException {
        JsonNode two = EngineHttp.JSON.readTree("{\"services\": {\"a\": {}, \"b\": {}}}");
        assertTrue(ComposeModel.of(two).reading().problem().contains("2 services"));
    }

    private static ComposeModel model(String service) throws IOException {
        return ComposeModel.of(
                EngineHttp.JSON.readTree("{\"services\": {\"app\": {" + service + "}}}"));
    }

    private static JsonNode started(String service) throws IOException {
        String file = model(service).hardened(REFERENCE, 8080, "127.0.0.1", Map.of("owner", "me"));
        return EngineHttp.JSON.readTree(file).path("services").path("app");
    }
}
