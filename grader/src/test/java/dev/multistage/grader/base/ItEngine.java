package dev.multistage.grader.base;

import dev.multistage.grader.context.FileTree;
import dev.multistage.grader.context.FilteredContext;
import dev.multistage.grader.docker.BuildListener;
import dev.multistage.grader.docker.BuildRequest;
import dev.multistage.grader.docker.BuildResult;
import dev.multistage.grader.docker.DockerEngine;
import dev.multistage.grader.docker.EngineEndpoint;
import java.net.URI;

/** The engine that integration tests talk to: DOCKER_HOST, else the default socket. */
final class ItEngine {

    private ItEngine() {}

    static DockerEngine connect() {
        String host = System.getenv().getOrDefault("DOCKER_HOST", "unix:///var/run/docker.sock");
        return DockerEngine.connect(new EngineEndpoint(URI.create(host), "test"));
    }

    /** Returns base images that are made under names with this prefix and are never pulled. */
    static BaseImages bases(DockerEngine engine, String prefix, CacheDirectory cache) {
        StandInCatalogue catalogue = StandInCatalogue.load();
        HostTools tools = HostTools.ofThisMachine((packages, purpose) -> true);
        StandInWorkshop workshop = new StandInWorkshop(engine, catalogue, cache, tools, prefix);
        return new BaseImages(engine, catalogue, workshop, true);
    }

    /** Builds a Dockerfile; returns what went wrong, empty if nothing did. */
    static String build(DockerEngine engine, String tag, String dockerfile)
            throws InterruptedException {
        FilteredContext context =
                FilteredContext.of(FileTree.EMPTY.with("Dockerfile", dockerfile), "Dockerfile");
        BuildResult result = engine.build(BuildRequest.of(context, tag), BuildListener.NONE);
        return result instanceof BuildResult.Failed failed
                ? failed.message() + (failed.step() == null ? "" : "\n" + failed.step().log())
                : "";
    }
}
