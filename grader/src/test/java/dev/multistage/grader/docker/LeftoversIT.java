package dev.multistage.grader.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class LeftoversIT {

    private static final DockerEngine ENGINE = TestEngine.connect();
    private static final EngineHttp HTTP = new EngineHttp(TestEngine.endpoint());
    private static final String IMAGE = "lab-docker/sleeper:1";

    @BeforeAll
    static void buildASleeper() throws Exception {
        ENGINE.build(
                BuildRequest.of(
                                TestContext.of("FROM alpine:3.23\nCMD [\"sleep\", \"600\"]\n"),
                                IMAGE)
                        .withLabels(Map.of(Owner.SUBMISSION, "yes")),
                BuildListener.NONE);
    }

    @AfterAll
    static void removeTheSleeper() {
        ENGINE.remove(IMAGE);
        ENGINE.close();
        HTTP.close();
    }

    @Test
    void whatAKilledProcessLeftIsFoundAndRemovedAndNothingElse() throws Exception {
        try (var inUse = ENGINE.start(sleeper())) {
            Process program = start();
            Owner owner = Owner.parse(firstLine(program)).orElseThrow();
            assertTrue(count(owner) >= 3, "a container, a network and a tag were expected");
            ENGINE.sweep();
            assertTrue(count(owner) >= 3, "a process that still runs lost what it uses");

            program.destroyForcibly().waitFor();
            assertTrue(count(owner) >= 3);
            Engine.Sweep sweep = ENGINE.sweep();
            assertTrue(sweep.containers() >= 1, sweep::toString);
            assertTrue(sweep.networks() >= 1, sweep::toString);
            assertTrue(sweep.images() >= 1, sweep::toString);
            assertEquals(0, count(owner));
            assertTrue(inUse.state().running());
            assertTrue(ENGINE.describe(IMAGE).isPresent());
        }
    }

    @Test
    void aProcessThatIsToldToStopLeavesNoContainerAndNoNetwork() throws Exception {
        Process program = start();
        Owner owner = Owner.parse(firstLine(program)).orElseThrow();
        program.destroy();
        assertTrue(program.waitFor(20, TimeUnit.SECONDS), "it did not end");
        assertFalse(names("/containers/json?all=1").contains(owner.text()));
        assertFalse(names("/networks").contains(owner.text()));
        ENGINE.sweep();
    }

    private static ContainerRequest sleeper() {
        return new ContainerRequest(
                IMAGE,
                8080,
                Map.of(),
                "",
                false,
                List.of(),
                64_000_000,
                1,
                32,
                List.of(),
                Duration.ofSeconds(30));
    }

    private static Process start() throws Exception {
        String classes =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        ProcessBuilder java =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classes,
                        AbandonedRun.class.getName(),
                        IMAGE);
        java.redirectError(ProcessBuilder.Redirect.INHERIT);
        return java.start();
    }

    private static String firstLine(Process program) throws Exception {
        BufferedReader reader = program.inputReader();
        String line = reader.readLine();
        assertTrue(line != null, "the program ended early");
        return line;
    }

    private static int count(Owner owner) {
        String all = names("/containers/json?all=1") + names("/networks") + names("/images/json");
        return all.split(owner.text() + "-", -1).length - 1;
    }

    private static String names(String path) {
        StringBuilder names = new StringBuilder();
        HTTP.get(path)
                .forEach(
                        thing ->
                                names.append(thing.path("Names"))
                                        .append(thing.path("Name"))
                                        .append(thing.path("RepoTags")));
        return names.toString();
    }
}
