package dev.multistage.grader.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComposeCommandTest {

    @Test
    void thePluginIsPreferredToAProgram() throws InterruptedException {
        assertEquals(
                Optional.of(new ComposeCommand(List.of("docker", "compose"), "2.40.3")),
                find("", Map.of("docker", "v2.40.3", "docker-compose", "2.26.1-4")));
    }

    @Test
    void aProgramOfItsOwnWillDo() throws InterruptedException {
        assertEquals(
                Optional.of(new ComposeCommand(List.of("docker-compose"), "2.26.1-4")),
                find("", Map.of("docker-compose", "2.26.1-4")));
    }

    @Test
    void versionOneWillNot() throws InterruptedException {
        assertEquals(Optional.empty(), find("", Map.of("docker-compose", "1.29.2")));
    }

    @Test
    void aProgramThatIsNamedComesFirst() throws InterruptedException {
        assertEquals(
                Optional.of(new ComposeCommand(List.of("/opt/compose"), "5.0.1")),
                find("/opt/compose", Map.of("/opt/compose", "v5.0.1", "docker", "v2.40.3")));
    }

    private static Optional<ComposeCommand> find(String named, Map<String, String> versions)
            throws InterruptedException {
        Programs programs =
                (command, lines) -> {
                    String version = versions.get(command.get(0));
                    if (version == null) {
                        return Programs.NOT_FOUND;
                    }
                    lines.accept(version);
                    return 0;
                };
        return ComposeCommand.installed(programs, named);
    }
}
