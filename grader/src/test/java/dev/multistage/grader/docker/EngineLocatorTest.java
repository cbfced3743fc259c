package dev.multistage.grader.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.docker.EngineAttempt.Result;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineLocatorTest {

    @TempDir Path root;

    @Test
    void takesTheEngineThatDockerHostNamesAndNoOther() throws IOException {
        serve("var/run/docker.sock", "HTTP/1.1 200 OK\r\n\r\nOK");

        EngineSearch search = search(Map.of("DOCKER_HOST", "unix://" + root.resolve("gone.sock")));

        assertTrue(search.chosen());
        assertTrue(search.endpoint().isEmpty());
        assertEquals(1, search.attempts().size());
        assertEquals(Result.NO_SOCKET, search.attempts().get(0).result());
    }

    @Test
    void takesTheContextThatDockerContextNames() throws IOException {
        serve("colima.sock", "HTTP/1.1 200 OK\r\n\r\nOK");
        context("colima", "unix://" + root.resolve("colima.sock"));

        EngineSearch search = search(Map.of("DOCKER_CONTEXT", "colima"));

        assertEquals("DOCKER_CONTEXT \"colima\"", search.endpoint().orElseThrow().origin());
    }

    @Test
    void saysThatTheNamedContextDoesNotExist() {
        EngineSearch search = search(Map.of("DOCKER_CONTEXT", "nowhere"));

        assertTrue(search.chosen());
        assertTrue(search.attempts().get(0).line().contains("there is no such context"));
    }

    @Test
    void prefersTheCurrentContextToTheDefaultSocket() throws IOException {
        serve("var/run/docker.sock", "HTTP/1.1 200 OK\r\n\r\nOK");
        serve("desktop.sock", "HTTP/1.1 200 OK\r\n\r\nOK");
        context("desktop-linux", "unix://" + root.resolve("desktop.sock"));
        Files.writeString(
                home().resolve(".docker/config.json"), "{\"currentContext\": \"desktop-linux\"}");

        EngineEndpoint found = search(Map.of()).endpoint().orElseThrow();

        assertEquals("docker context \"desktop-linux\"", found.origin());
    }

    @Test
    void goesOnToTheDefaultSocketWhenTheCurrentContextIsStopped() throws IOException {
        serve("var/run/docker.sock", "HTTP/1.1 200 OK\r\n\r\nOK");
        context("colima", "unix://" + root.resolve("stopped.sock"));
        Files.writeString(
                home().resolve(".docker/config.json"), "{\"currentContext\": \"colima\"}");

        EngineSearch search = search(Map.of());

        assertEquals("default socket", search.endpoint().orElseThrow().origin());
        assertFalse(search.chosen());
    }

    @Test
    void findsEveryProductByItsSocket() throws IOException {
        Map<String, String> sockets =
                Map.of(
                        "home/.docker/run/docker.sock", "Docker Desktop",
                        "home/.docker/desktop/docker.sock", "Docker Desktop",
                        "home/.colima/default/docker.sock", "Colima",
                        "home/.orbstack/run/docker.sock", "OrbStack",
                        "home/.rd/docker.sock", "Rancher Desktop",
                        "user/docker.sock", "rootless Docker",
                        "user/podman/podman.sock", "Podman");
        for (String socket : sockets.keySet()) {
            try (ServerSocketChannel server = serve(socket, "HTTP/1.1 200 OK\r\n\r\nOK")) {
                EngineSearch search =
                        search(Map.of("XDG_RUNTIME_DIR", root.resolve("user").toString()));
                assertEquals(sockets.get(socket), search.endpoint().orElseThrow().origin(), socket);
            }
            Files.delete(root.resolve(socket));
        }
    }

    @Test
    void triesPodmanLast() throws IOException {
        serve("user/podman/podman.sock", "HTTP/1.1 200 OK\r\n\r\nOK");
        serve("user/docker.sock", "HTTP/1.1 200 OK\r\n\r\nOK");

        EngineSearch search = search(Map.of("XDG_RUNTIME_DIR", root.resolve("user").toString()));

        assertEquals("rootless Docker", search.endpoint().orElseThrow().origin());
    }

    @Test
    void tellsAStoppedEngineFromOneThatNeverWas() throws IOException {
        // nobody accepts here: closing would not wait for a thread that does
        bind("var/run/docker.sock").close();

        assertEquals(Result.REFUSED, search(Map.of()).attempts().get(0).result());
        Files.delete(root.resolve("var/run/docker.sock"));
        assertEquals(Result.NO_SOCKET, search(Map.of()).attempts().get(0).result());
    }

    @Test
    void saysThatSomethingElseAnswers() throws IOException {
        serve("var/run/docker.sock", "HTTP/1.1 404 Not Found\r\n\r\n");

        EngineAttempt attempt = search(Map.of()).attempts().get(0);

        assertEquals(Result.ANSWERED_STRANGELY, attempt.result());
        assertTrue(attempt.line().contains("404"), attempt.line());
    }

    @Test
    void refusesAddressesThatItCannotUse() {
        EngineSearch search = search(Map.of("DOCKER_HOST", "ssh://me@server"));

        assertEquals(Result.UNSUPPORTED, search.attempts().get(0).result());
        assertTrue(search.attempts().get(0).line().contains("ssh -L"));
    }

    @Test
    void takesAnAddressWithoutSchemeForTcpAsTheDockerCommandDoes() {
        EngineSearch search = search(Map.of("DOCKER_HOST", "127.0.0.1:1"));

        assertEquals(URI.create("tcp://127.0.0.1:1"), search.attempts().get(0).endpoint().uri());
        assertEquals(Result.REFUSED, search.attempts().get(0).result());
    }

    @Test
    void survivesABrokenConfiguration() throws IOException {
        Files.createDirectories(home().resolve(".docker/contexts/meta/x"));
        Files.writeString(home().resolve(".docker/config.json"), "{\"currentContext\": ");
        Files.writeString(home().resolve(".docker/contexts/meta/x/meta.json"), "[]");

        assertEquals(List.of("default socket"), origins(search(Map.of())));
    }

    private static List<String> origins(EngineSearch search) {
        return search.attempts().stream().map(attempt -> attempt.endpoint().origin()).toList();
    }

    private EngineSearch search(Map<String, String> environment) {
        return new EngineLocator(environment, home(), "Linux", root, EnginePing::ping).search();
    }

    private Path home() {
        return root.resolve("home");
    }

    private void context(String name, String host) throws IOException {
        Path meta = Files.createDirectories(home().resolve(".docker/contexts/meta/" + name));
        Files.writeString(
                meta.resolve("meta.json"),
                """
                {"Name": "%s", "Metadata": {}, "Endpoints": {"docker": {"Host": "%s"}}}
                """
                        .formatted(name, host));
    }

    /** Answers every connection to a socket with the same text. */
    private ServerSocketChannel serve(String socket, String answer) throws IOException {
        ServerSocketChannel server = bind(socket);
        Thread thread =
                new Thread(
                        () -> {
                            while (server.isOpen()) {
                                try (SocketChannel client = server.accept()) {
                                    client.read(ByteBuffer.allocate(1024));
                                    client.write(
                                            ByteBuffer.wrap(
                                                    answer.getBytes(StandardCharsets.US_ASCII)));
                                } catch (IOException closed) {
                                    return;
                                }
                            }
                        });
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    private ServerSocketChannel bind(String socket) throws IOException {
        Path path = root.resolve(socket);
        Files.createDirectories(path.getParent());
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(path));
    }
}
