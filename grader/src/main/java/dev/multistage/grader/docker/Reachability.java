package dev.multistage.grader.docker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;

/**
 * Whether a server can be reached.
 *
 * @param name what is served there, for example {@code npm}
 * @param address the server as this user's programs name it, without passwords; empty if no program
 *     said one
 * @param reached whether it answers
 * @param detail why it does not; empty if it does
 */
record Reachability(String name, String address, boolean reached, String detail) {

    /** How long to wait for a server. */
    static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Opens a connection to a server, or to the proxy that leads to it, and closes it again. */
    static Reachability connect(String name, URI server, ProxySettings proxies) {
        URI target = proxies.proxyFor(server).orElse(server);
        String address = ProxySettings.withoutPassword(server.toString());
        String through =
                target.equals(server)
                        ? ""
                        : " (through the proxy "
                                + ProxySettings.withoutPassword(target.toString())
                                + ")";
        int port = target.getPort() >= 0 ? target.getPort() : defaultPort(target);
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(target.getHost(), port), (int) PATIENCE.toMillis());
            return new Reachability(name, address, true, "");
        } catch (UnknownHostException unknown) {
            return new Reachability(
                    name, address, false, "unknown host " + target.getHost() + through);
        } catch (IOException | IllegalArgumentException failure) {
            return new Reachability(name, address, false, failure.getMessage() + through);
        }
    }

    private static int defaultPort(URI uri) {
        return "http".equals(uri.getScheme()) ? 80 : 443;
    }
}
