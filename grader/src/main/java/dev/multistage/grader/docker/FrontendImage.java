package dev.multistage.grader.docker;

import dev.multistage.grader.context.BuildContext;
import dev.multistage.grader.context.FileTree;
import dev.multistage.grader.context.FilteredContext;
import dev.multistage.grader.dockerfile.Dockerfile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * BuildKit's Dockerfile frontend as an image of this engine, for engines whose own builder is too
 * old for heredocs and the like. Where Docker Hub can be reached it is simply pulled; elsewhere it
 * is compiled from BuildKit's Go module, in a build of its own, which takes a minute or two and is
 * done once. It is a build tool and never a base image.
 *
 * <p>Version 0.13.2 works on Engine 20.10 (tried) with heredocs, --link, --parents and --exclude;
 * the last two need the build tags that Docker's "labs" releases are made with.
 */
public final class FrontendImage {

    /** The name under which every {@code # syntax=docker/dockerfile:1} line finds it. */
    public static final String NAME = "docker/dockerfile:1";

    /** The image it is compiled in; must be in the engine before. */
    public static final String COMPILER = "golang:1.26-alpine";

    /** Marks images that are tools of the grader. */
    public static final String TOOL_LABEL = "dev.multistage.tool";

    private static final List<String> COMPILERS =
            List.of(COMPILER, "golang:1.26", "golang:alpine", "golang:latest");

    private static final String VERSION = "v0.13.2";

    private static final String DOCKERFILE =
            """
            FROM %s AS build
            RUN GOBIN=/out CGO_ENABLED=0 go install -ldflags '-s -w' \
            -tags 'dfrunsecurity dfparents dfexcludepatterns' \
            github.com/moby/buildkit/frontend/dockerfile/cmd/dockerfile-frontend@%s
            FROM scratch
            COPY --from=build /out/dockerfile-frontend /bin/dockerfile-frontend
            LABEL moby.buildkit.frontend.network.none="true"
            LABEL moby.buildkit.frontend.caps="moby.buildkit.frontend.inputs,\
            moby.buildkit.frontend.subrequests,moby.buildkit.frontend.contexts"
            ENTRYPOINT ["/bin/dockerfile-frontend"]
            """;

    private FrontendImage() {}

    /**
     * Returns what in this Dockerfile the engine's own builder cannot read, empty if it reads
     * everything. Then {@link #NAME} is needed, and {@link #COMPILER} if it cannot be pulled.
     */
    public static Optional<String> neededFor(Dockerfile dockerfile, EngineInfo engine) {
        return engine.majorVersion() < NewSyntax.HEREDOCS
                ? NewSyntax.first(dockerfile).map(NewSyntax::name)
                : Optional.empty();
    }

    /**
     * Compiles it if this engine does not have it.
     *
     * @return empty if it is there now, else why not
     */
    static Optional<String> make(Engine engine, BuildListener listener)
            throws InterruptedException {
        if (engine.describe(NAME).isPresent()) {
            return Optional.empty();
        }
        Optional<String> compiler =
                COMPILERS.stream().filter(name -> engine.describe(name).isPresent()).findFirst();
        if (compiler.isEmpty()) {
            return Optional.of("there is no " + COMPILER + " to compile it in");
        }
        listener.preparing(
                "compiling BuildKit's Dockerfile frontend " + VERSION + " (once, a minute or two)");
        String dockerfile = String.format(DOCKERFILE, compiler.get(), VERSION);
        BuildRequest request =
                BuildRequest.of(context(dockerfile), NAME)
                        .withLabels(Map.of(TOOL_LABEL, "dockerfile-frontend " + VERSION))
                        .within(Duration.ofMinutes(30), 32_000_000, 16_000_000_000L);
        BuildResult result = engine.build(request, forwarded(listener));
        return result instanceof BuildResult.Failed failed
                ? Optional.of(failed.message())
                : Optional.empty();
    }

    private static BuildContext context(String dockerfile) {
        return FilteredContext.of(FileTree.EMPTY.with("Dockerfile", dockerfile), "Dockerfile");
    }

    private static BuildListener forwarded(BuildListener listener) {
        return new BuildListener() {
            @Override
            public void printed(BuildStep step, String text) {
                listener.preparing(text);
            }
        };
    }
}
