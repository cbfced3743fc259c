package dev.multistage.grader.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.multistage.grader.container.ContainerProcess;
import dev.multistage.grader.container.ContainerState;
import dev.multistage.grader.container.HttpAnswer;
import dev.multistage.grader.container.RunningContainer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class ContainerIT {

    private static final DockerEngine ENGINE = TestEngine.connect();
    private static final String IMAGE = "lab-docker/probe:1";

    @BeforeAll
    static void buildTheServer() throws Exception {
        String dockerfile =
                """
                FROM golang:1.26-alpine AS build
                WORKDIR /src
                COPY . .
                RUN CGO_ENABLED=0 go build -ldflags="-s -w" -o /server .
                FROM scratch
                COPY --from=build /server /server
                USER 1234
                VOLUME /data
                ENTRYPOINT ["/server"]
                """;
        String server = new String(resource("probe/main.go"), StandardCharsets.UTF_8);
        BuildRequest request =
                BuildRequest.of(
                        TestContext.of(
                                dockerfile, "go.mod", "module probe\ngo 1.21\n", "main.go", server),
                        IMAGE);
        assertInstanceOf(BuildResult.Built.class, ENGINE.build(request, BuildListener.NONE));
    }

    @AfterAll
    static void removeTheServer() {
        ENGINE.remove(IMAGE);
        ENGINE.close();
    }

    @Test
    void aContainerAnswersThroughItsPublishedPort() throws Exception {
        try (RunningContainer container = ENGINE.start(request())) {
            HttpAnswer health = healthy(container);
            assertEquals("fine", health.text());
            assertTrue(container.state().running());
            HttpAnswer echo =
                    container.request(
                            "PATCH",
                            "/echo",
                            Map.of("X-A", "b"),
                            "hello".getBytes(StandardCharsets.UTF_8),
                            Duration.ofSeconds(5));
            assertEquals(202, echo.status());
            assertEquals("hello", echo.text());
            assertEquals("PATCH", echo.headers().get("x-method"));
            assertEquals(302, container.get("/away").status());
            assertEquals(1 << 20, container.get("/big").body().length);
            HttpAnswer slow =
                    container.request(
                            "GET", "/slow", Map.of(), new byte[0], Duration.ofMillis(300));
            assertEquals(0, slow.status());
            assertEquals("no answer within 300 ms", slow.problem());
            assertTrue(container.log(10_000).contains("listening"));
        }
    }

    @Test
    void processesPortsAndIdsAreSeenFromOutside() throws Exception {
        try (RunningContainer container = ENGINE.start(request())) {
            healthy(container);
            List<ContainerProcess> processes = container.processes();
            assertEquals(1, processes.size(), processes::toString);
            assertEquals(1234, processes.get(0).realUid());
            assertEquals(1234, processes.get(0).effectiveUid());
            assertEquals("/server", processes.get(0).command());
            assertEquals(List.of(8080, 9090), container.listeningPorts());
            assertEquals(List.of(9090), container.loopbackPorts());
        }
    }

    @Test
    void theUserCanBeChanged() throws Exception {
        ContainerRequest asRoot =
                request(IMAGE, Map.of("COLOUR", "green"), "0", false, List.of(), List.of());
        try (RunningContainer container = ENGINE.start(asRoot)) {
            healthy(container);
            assertEquals(0, container.processes().get(0).effectiveUid());
            assertEquals("green", container.get("/env?name=COLOUR").text());
            assertEquals(200, container.get("/write?path=/made").status());
            assertTrue(container.changedPaths().contains("/made"), "the write is not seen");
            String limits = container.get("/read?path=/proc/1/status").text();
            assertTrue(limits.contains("CapEff:\t0000000000000000"), limits);
            assertTrue(limits.contains("NoNewPrivs:\t1"), limits);
        }
    }

    @Test
    void aReadOnlyContainerWritesOnlyWhereItMay() throws Exception {
        ContainerRequest readOnly = request(IMAGE, Map.of(), "", true, List.of("/tmp"), List.of());
        try (RunningContainer container = ENGINE.start(readOnly)) {
            healthy(container);
            assertEquals(200, container.get("/write?path=/tmp/x").status());
            HttpAnswer refused = container.get("/write?path=/x");
            assertEquals(500, refused.status());
            assertTrue(refused.text().contains("read-only file system"), refused::text);
            assertEquals(List.of(), container.changedPaths());
        }
    }

    @Test
    void filesCanBePutInBeforeTheStart() throws Exception {
        byte[] content = "a certificate".getBytes(StandardCharsets.UTF_8);
        ContainerRequest withFile =
                request(
                        IMAGE,
                        Map.of(),
                        "",
                        false,
                        List.of(),
                        List.of(new ContainerRequest.CopiedFile("/etc/ssl/ca.crt", content)));
        try (RunningContainer container = ENGINE.start(withFile)) {
            healthy(container);
            assertEquals("a certificate", container.get("/read?path=/etc/ssl/ca.crt").text());
            assertEquals(List.of(), container.changedPaths());
        }
    }

    @Test
    void filesCanBePutIntoAReadOnlyRoot() throws Exception {
        byte[] content = "a certificate".getBytes(StandardCharsets.UTF_8);
        ContainerRequest withFile =
                request(
                        IMAGE,
                        Map.of(),
                        "",
                        true,
                        List.of("/tmp"),
                        List.of(new ContainerRequest.CopiedFile("/etc/ssl/ca.crt", content)));
        try (RunningContainer container = ENGINE.start(withFile)) {
            healthy(container);
            assertEquals("a certificate", container.get("/read?path=/etc/ssl/ca.crt").text());
        }
    }

    @Test
    void theContainerReachesTheGraderAndNothingElse() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(0), 0);
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(200, 5);
                    exchange.getResponseBody().write("hello".getBytes(StandardCharsets.UTF_8));
                    exchange.close();
                });
        server.start();
        try (RunningContainer container = ENGINE.start(request())) {
            healthy(container);
            String grader = "http://grader.internal:" + server.getAddress().getPort() + "/";
            assertEquals("hello", container.get("/fetch?url=" + grader).text());
            long start = System.nanoTime();
            assertEquals(500, container.get("/fetch?url=http://example.com/").status());
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            assertTrue(took.toMillis() < 2500, "a name of the outside world took " + took);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aContainerThatEndsAtOnceIsAResultWithItsExitCodeAndLog() throws Exception {
        ContainerRequest crashing =
                request(IMAGE, Map.of("CRASH", "1"), "", false, List.of(), List.of());
        try (RunningContainer container = ENGINE.start(crashing)) {
            HttpAnswer none = container.await("/health", Duration.ofSeconds(20), HttpAnswer::ok);
            assertEquals(0, none.status());
            ContainerState state = container.state();
            assertFalse(state.running());
            assertEquals(7, state.exitCode());
            assertEquals("crashing as told\n", container.log(1000));
            assertEquals(List.of(), container.processes());
            assertEquals(List.of(), container.listeningPorts());
        }
    }

    @Test
    void aProgramThatDoesNotExistIsAResultWithTheEnginesWords() throws Exception {
        String tag = "lab-docker/nothing:1";
        ENGINE.build(
                BuildRequest.of(
                        TestContext.of(
                                "FROM scratch\nCOPY Dockerfile /\nENTRYPOINT [\"/no-such-program\"]\n"),
                        tag),
                BuildListener.NONE);
        ContainerRequest request = request(tag, Map.of(), "", false, List.of(), List.of());
        try (RunningContainer container = ENGINE.start(request)) {
            ContainerState state = container.state();
            assertFalse(state.running());
            assertEquals(127, state.exitCode());
            assertTrue(state.error().contains("no such file or directory"), state::error);
            assertEquals(0, container.get("/").status());
        } finally {
            ENGINE.remove(tag);
        }
    }

    @Test
    void aProgramThatEatsItsMemoryIsSeenToHaveDiedOfIt() throws Exception {
        try (RunningContainer container = ENGINE.start(request())) {
            healthy(container);
            HttpAnswer none =
                    container.request("GET", "/eat", Map.of(), new byte[0], Duration.ofSeconds(60));
            assertEquals(0, none.status());
            container.await("/health", Duration.ofSeconds(20), HttpAnswer::ok);
            ContainerState state = container.state();
            assertFalse(state.running());
            assertTrue(state.outOfMemory(), state::toString);
            assertEquals(137, state.exitCode());
        }
    }

    @Test
    void ofALongLogOnlyTheEndIsRead() throws Exception {
        try (RunningContainer container = ENGINE.start(request())) {
            healthy(container);
            HttpAnswer answer =
                    container.request(
                            "GET", "/chatter", Map.of(), new byte[0], Duration.ofSeconds(60));
            assertEquals(200, answer.status(), answer::problem);
            // the engine takes in what was printed a moment later
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            String log = container.log(5000);
            while (!log.endsWith("the end\n") && System.nanoTime() < end) {
                log = container.log(5000);
            }
            assertTrue(log.endsWith("the end\n"), "the last line never came");
            assertTrue(log.length() <= 5000, "too much was read");
        }
    }

    @Test
    void stoppingMeasuresTheTimeFromTheSignal() throws Exception {
        try (RunningContainer container = ENGINE.start(request())) {
            healthy(container);
            RunningContainer.Stop stop = container.stop(Duration.ofSeconds(5));
            assertEquals(0, stop.exitCode());
            assertFalse(stop.killed());
            assertTrue(stop.took().toMillis() >= 290, stop::toString);
        }
    }

    @Test
    void aProgramThatIgnoresTheSignalIsKilled() throws Exception {
        ContainerRequest stubborn =
                request(IMAGE, Map.of("IGNORE_TERM", "1"), "", false, List.of(), List.of());
        try (RunningContainer container = ENGINE.start(stubborn)) {
            healthy(container);
            RunningContainer.Stop stop = container.stop(Duration.ofMillis(500));
            assertTrue(stop.killed());
            assertEquals(137, stop.exitCode());
            assertTrue(stop.took().toMillis() >= 500, stop::toString);
        }
    }

    private static ContainerRequest request() {
        return request(IMAGE, Map.of(), "", false, List.of(), List.of());
    }

    private static ContainerRequest request(
            String image,
            Map<String, String> environment,
            String user,
            boolean readOnlyRoot,
            List<String> writable,
            List<ContainerRequest.CopiedFile> files) {
        return new ContainerRequest(
                image,
                8080,
                environment,
                user,
                readOnlyRoot,
                writable,
                128_000_000,
                1,
                64,
                files,
                Duration.ofSeconds(30));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream file = ContainerIT.class.getResourceAsStream(name)) {
            return file.readAllBytes();
        }
    }

    private static HttpAnswer healthy(RunningContainer container) throws InterruptedException {
        HttpAnswer answer = container.await("/health", Duration.ofSeconds(30), HttpAnswer::ok);
        assertEquals(200, answer.status(), answer::problem);
        return answer;
    }
}
