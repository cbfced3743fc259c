package dev.multistage.grader.resident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest {

    private static final String WRITTEN =
            """
            multistage/resident/v1
            /usr/lib/jvm/17
            /home/me/my course
            0022
            02
            2
            exercise-3
            -o über.json
            HOME=/home/me
            COLUMNS=100
            GREETING=two
            lines
            """;

    private static Request read(String text) {
        return Request.read(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    @Test
    void readsWhatALauncherWrites() {
        Request request = read(WRITTEN);

        assertEquals("/usr/lib/jvm/17", request.javaHome());
        assertEquals("/home/me/my course", request.directory());
        assertEquals("0022", request.umask());
        assertEquals("02", request.terminals());
        assertEquals(List.of("exercise-3", "-o über.json"), request.arguments());
        assertTrue(request.suits(read(WRITTEN)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "something else\n",
                "multistage/resident/v2\n/jdk\n/\n0022\n\n0\n",
                "multistage/resident/v1\n/jdk\n/\n",
                "multistage/resident/v1\n/jdk\n/\n0022\n\n7\nlist\n",
                "multistage/resident/v1\n/jdk\n/\n0022\n\n-3\nlist\n",
                "multistage/resident/v1\n/jdk\n/\n0022\n\nmany\nlist\n"
            })
    void refusesWhatIsNoWholeRequest(String text) {
        assertThrows(IllegalArgumentException.class, () -> read(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/usr/lib/jvm/17 > /usr/lib/jvm/25",
                "/home/me/my course > /tmp",
                "0022 > 0077",
                "HOME=/home/me > HOME=/root",
                "GREETING=two > GREETING=three",
                "COLUMNS=100 > DOCKER_HOST=tcp://far:2376",
                "lines > other lines"
            })
    void suitsNoProcessThatWouldDoSomethingElse(String change) {
        String[] parts = change.split(" > ");

        assertFalse(read(WRITTEN.replace(parts[0], parts[1])).suits(read(WRITTEN)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COLUMNS=100 > COLUMNS=60",
                "COLUMNS=100 > NO_COLOR=1",
                "\n02 > \n12",
                "exercise-3 > exercise-4"
            })
    void suitsAnotherTerminalAndOtherArguments(String change) {
        String[] parts = change.split(" > ");

        assertTrue(read(WRITTEN.replace(parts[0], parts[1])).suits(read(WRITTEN)));
    }

    @Test
    void takesVariablesOfTheTerminalFromTheRequestOnly() {
        Map<String, String> own = Map.of("HOME", "/home/me", "NO_COLOR", "1", "COLUMNS", "80");

        assertEquals(Map.of("HOME", "/home/me", "COLUMNS", "100"), read(WRITTEN).variables(own));
    }
}
