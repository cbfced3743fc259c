package dev.multistage.grader.docker;

import java.net.URI;

/**
 * Where an engine listens.
 *
 * @param uri {@code unix:///var/run/docker.sock}, {@code tcp://host:2376} or {@code
 *     npipe:////./pipe/docker_engine}
 * @param origin how it was found, for messages: {@code DOCKER_HOST}, {@code docker context
 *     "desktop-linux"}, {@code default socket}
 */
public record EngineEndpoint(URI uri, String origin) {

    /** Returns whether the engine listens on this machine, through a socket file or a pipe. */
    public boolean local() {
        return "unix".equals(uri.getScheme()) || "npipe".equals(uri.getScheme());
    }

    /** Returns the host through which published ports can be reached. */
    public String publishedHost() {
        return local() || uri.getHost() == null ? "127.0.0.1" : uri.getHost();
    }
}
