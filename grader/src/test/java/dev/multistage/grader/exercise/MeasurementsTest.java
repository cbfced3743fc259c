package dev.multistage.grader.exercise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MeasurementsTest {

    private static Measurements.Platform read(String starter) {
        String json =
                "{\"platform\": {\"linux/amd64\": {\"starter\": "
                        + starter
                        + ", \"reference\": {\"unpackedBytes\": 3}}}}";
        return Measurements.read("measurements.json", json.getBytes(StandardCharsets.UTF_8))
                .on("linux/arm64");
    }

    @Test
    void theOnlyStarterIsTheStarterOfItsDockerfile() {
        assertEquals(OptionalLong.of(9), read("{\"unpackedBytes\": 9}").starter("Dockerfile"));
    }

    @Test
    void eachOfSeveralDockerfilesHasItsOwnStarter() {
        Measurements.Platform measured =
                read(
                        "{\"unpackedBytes\": 9, \"dockerfiles\":"
                                + " {\"Dockerfile.slim\": {\"unpackedBytes\": 5},"
                                + " \"Dockerfile.alpine\": {\"unpackedBytes\": 4}}}");
        assertEquals(OptionalLong.of(9), measured.starter());
        assertEquals(OptionalLong.of(4), measured.starter("Dockerfile.alpine"));
        assertEquals(OptionalLong.empty(), measured.starter("Dockerfile.scratch"));
    }
}
