package dev.multistage.grader.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.multistage.grader.container.ContainerProcess;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessTableTest {

    @Test
    void theExactAnswerGivesBothIds() throws Exception {
        assertEquals(
                List.of(new ContainerProcess(71, 1000, 0, "/app --port 80")),
                parse(
                        """
                        {"Titles": ["PID", "RUID", "EUID", "COMMAND"],
                         "Processes": [["71", "1000", "0", "/app --port 80"]]}
                        """));
    }

    @Test
    void aSimplerPsGivesOneIdOrAName() throws Exception {
        assertEquals(
                List.of(
                        new ContainerProcess(71, 0, 0, "/app"),
                        new ContainerProcess(72, -1, -1, "/helper"),
                        new ContainerProcess(73, 65532, 65532, "/other")),
                parse(
                        """
                        {"Titles": ["UID", "PID", "PPID", "C", "STIME", "TTY", "TIME", "CMD"],
                         "Processes": [
                           ["root", "71", "1", "0", "10:00", "?", "00:00:00", "/app"],
                           ["nobody", "72", "1", "0", "10:00", "?", "00:00:00", "/helper"],
                           ["65532", "73", "1", "0", "10:00", "?", "00:00:00", "/other"]]}
                        """));
    }

    private static List<ContainerProcess> parse(String json) throws Exception {
        return ProcessTable.parse(EngineHttp.JSON.readTree(json), (pid, uid) -> uid);
    }
}
