package dev.multistage.site.serve;

import com.sun.net.httpserver.Headers;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses what pages of other sites, or names that lead here by a trick (DNS rebinding), ask of a
 * server that can start builds.
 */
final class RequestGuard {

    /** Why a request is refused. */
    record Refusal(int status, String reason) {}

    /** A page's secret goes into this header; no form and no foreign page can set it. */
    static final String TOKEN = "X-Grade-Token";

    private final int port;
    private final String token;

    /**
     * @param port where the server listens
     * @param token what a page must know to change anything
     */
    RequestGuard(int port, String token) {
        this.port = port;
        this.token = token;
    }

    /** Returns why a request must be refused, empty if it may pass. */
    Optional<Refusal> refusal(String method, String path, Headers headers) {
        List<String> hosts = headers.getOrDefault("Host", List.of());
        if (hosts.size() != 1 || !names().contains(hosts.get(0))) {
            return Optional.of(
                    new Refusal(421, "This server answers for 127.0.0.1 and localhost only."));
        }
        List<String> origins = headers.getOrDefault("Origin", List.of());
        for (String origin : origins) {
            if (names().stream().noneMatch(name -> origin.equals("http://" + name))) {
                return Optional.of(
                        new Refusal(403, "Pages of other sites may not ask this server."));
            }
        }
        boolean changes = !method.equals("GET") && !method.equals("HEAD");
        if (changes && !method.equals("POST")) {
            return Optional.of(new Refusal(405, "This server knows GET, HEAD and POST."));
        }
        if (changes && (origins.isEmpty() || !sameToken(headers.getFirst(TOKEN)))) {
            return Optional.of(new Refusal(403, "Only a page of this server may ask for that."));
        }
        boolean live = path.startsWith(CourseServer.LIVE);
        String site = headers.getFirst("Sec-Fetch-Site");
        if (live && site != null && !Set.of("same-origin", "none").contains(site)) {
            return Optional.of(new Refusal(403, "Pages of other sites may not ask this server."));
        }
        return Optional.empty();
    }

    private Set<String> names() {
        // browsers leave the usual port out
        return port == 80
                ? Set.of("127.0.0.1", "localhost", "127.0.0.1:80", "localhost:80")
                : Set.of("127.0.0.1:" + port, "localhost:" + port);
    }

    private boolean sameToken(String given) {
        return given != null
                && java.security.MessageDigest.isEqual(
                        given.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        token.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
