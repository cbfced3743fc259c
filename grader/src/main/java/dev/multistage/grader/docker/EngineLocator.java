package dev.multistage.grader.docker;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Finds the engine: what the user chose (DOCKER_HOST, DOCKER_CONTEXT), the docker CLI's current
 * context, then the places where the usual products listen. A choice made by a variable is final,
 * as it is for the docker CLI.
 */
public final class EngineLocator {

    private static final String WINDOWS_PIPE = "npipe:////./pipe/docker_engine";

    private final Map<String, String> environment;
    private final Path home;
    private final String system;
    private final Path root;
    private final Function<EngineEndpoint, EngineAttempt> ping;

    /**
     * Makes a locator for any surroundings; tests use it.
     *
     * @param environment environment variables
     * @param home the user's home folder
     * @param system the operating system's name, as in {@code os.name}
     * @param root the folder that stands for {@code /}
     * @param ping asks one address
     */
    EngineLocator(
            Map<String, String> environment,
            Path home,
            String system,
            Path root,
            Function<EngineEndpoint, EngineAttempt> ping) {
        this.environment = Map.copyOf(environment);
        this.home = home;
        this.system = system;
        this.root = root;
        this.ping = ping;
    }

    /** Returns the locator for this user on this machine. */
    public static EngineLocator ofThisMachine() {
        return new EngineLocator(
                System.getenv(),
                Path.of(System.getProperty("user.home")),
                System.getProperty("os.name"),
                Path.of("/"),
                EnginePing::ping);
    }

    /** Asks the places in order until an engine answers. Takes milliseconds where one runs. */
    public EngineSearch search() {
        Optional<EngineAttempt> choice = choice();
        if (choice.isPresent()) {
            return new EngineSearch(List.of(choice.get()), true);
        }
        List<EngineAttempt> attempts = new ArrayList<>();
        for (EngineEndpoint candidate : candidates()) {
            EngineAttempt attempt = ping.apply(candidate);
            attempts.add(attempt);
            if (attempt.result() == EngineAttempt.Result.ANSWERED) {
                break;
            }
        }
        return new EngineSearch(attempts, false);
    }

    private Optional<EngineAttempt> choice() {
        String host = variable("DOCKER_HOST");
        if (!host.isEmpty()) {
            return Optional.of(tryChoice(host, "DOCKER_HOST"));
        }
        String context = variable("DOCKER_CONTEXT");
        if (context.isEmpty() || context.equals(DockerContexts.DEFAULT)) {
            return Optional.empty();
        }
        String origin = "DOCKER_CONTEXT \"" + context + "\"";
        return Optional.of(
                contexts()
                        .host(context)
                        .map(address -> tryChoice(address, origin))
                        .orElseGet(
                                () ->
                                        unsupported(
                                                origin,
                                                "there is no such context; docker context ls"
                                                        + " shows those there are")));
    }

    private EngineAttempt tryChoice(String address, String origin) {
        return endpoint(address, origin)
                .map(ping)
                .orElseGet(() -> unsupported(origin, "not an address: " + address));
    }

    private static EngineAttempt unsupported(String origin, String detail) {
        EngineEndpoint nowhere = new EngineEndpoint(EngineAttempt.NOWHERE, origin);
        return new EngineAttempt(nowhere, EngineAttempt.Result.UNSUPPORTED, detail);
    }

    /**
     * Returns the places to look at, in order, each once. Sockets of products not here are left
     * out.
     */
    List<EngineEndpoint> candidates() {
        Map<URI, EngineEndpoint> found = new LinkedHashMap<>();
        DockerContexts contexts = contexts();
        String current = contexts.current();
        if (!current.equals(DockerContexts.DEFAULT)) {
            contexts.host(current)
                    .flatMap(host -> endpoint(host, "docker context \"" + current + "\""))
                    .ifPresent(endpoint -> found.putIfAbsent(endpoint.uri(), endpoint));
        }
        if (system.startsWith("Windows")) {
            endpoint(WINDOWS_PIPE, "Docker Desktop").ifPresent(e -> found.putIfAbsent(e.uri(), e));
            return List.copyOf(found.values());
        }
        for (Map.Entry<Path, String> socket : sockets().entrySet()) {
            // left out where it is missing, but for the default one: it is in every message
            if (Files.exists(socket.getKey()) || socket.getValue().equals(DEFAULT_SOCKET)) {
                URI uri = URI.create("unix://" + socket.getKey().toUri().getRawPath());
                found.putIfAbsent(uri, new EngineEndpoint(uri, socket.getValue()));
            }
        }
        return List.copyOf(found.values());
    }

    private static final String DEFAULT_SOCKET = "default socket";

    private Map<Path, String> sockets() {
        Map<Path, String> sockets = new LinkedHashMap<>();
        Path runtime =
                variable("XDG_RUNTIME_DIR").isEmpty()
                        ? home.resolve(".docker/run")
                        : Path.of(variable("XDG_RUNTIME_DIR"));
        sockets.put(root.resolve("var/run/docker.sock"), DEFAULT_SOCKET);
        sockets.put(home.resolve(".docker/run/docker.sock"), "Docker Desktop");
        sockets.put(home.resolve(".docker/desktop/docker.sock"), "Docker Desktop");
        sockets.put(runtime.resolve("docker.sock"), "rootless Docker");
        for (Path profile : children(home.resolve(".colima"))) {
            sockets.put(profile.resolve("docker.sock"), "Colima");
        }
        for (Path profile : children(home.resolve(".config/colima"))) {
            sockets.put(profile.resolve("docker.sock"), "Colima");
        }
        sockets.put(home.resolve(".orbstack/run/docker.sock"), "OrbStack");
        sockets.put(home.resolve(".rd/docker.sock"), "Rancher Desktop");
        for (Path instance : children(home.resolve(".lima"))) {
            sockets.put(instance.resolve("sock/docker.sock"), "Lima");
        }
        sockets.put(runtime.resolve("podman/podman.sock"), "Podman");
        sockets.put(home.resolve(".local/share/containers/podman/machine/podman.sock"), "Podman");
        sockets.put(root.resolve("run/podman/podman.sock"), "Podman");
        return sockets;
    }

    private static List<Path> children(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            TreeSet<Path> sorted = new TreeSet<>();
            entries.forEach(sorted::add);
            return List.copyOf(sorted);
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private DockerContexts contexts() {
        String folder = variable("DOCKER_CONFIG");
        return new DockerContexts(folder.isEmpty() ? home.resolve(".docker") : Path.of(folder));
    }

    private static Optional<EngineEndpoint> endpoint(String address, String origin) {
        try {
            URI uri = new URI(address.contains("://") ? address : "tcp://" + address);
            return Optional.of(new EngineEndpoint(uri, origin));
        } catch (URISyntaxException notAnAddress) {
            return Optional.empty();
        }
    }

    private String variable(String name) {
        return environment.getOrDefault(name, "");
    }
}
