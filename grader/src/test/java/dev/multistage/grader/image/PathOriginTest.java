package dev.multistage.grader.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.dockerfile.Stage;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Following files back through the stages that they were copied from. */
class PathOriginTest {

    @Test
    void tracesAFileThroughStagesToTheLineThatCreatedIt() throws IOException {
        String text =
                """
                FROM base AS deps
                COPY package.json /d/
                RUN npm ci
                FROM base AS build
                ARG OUT=node_modules
                COPY --from=deps /d/node_modules /app/$OUT
                FROM base
                WORKDIR /srv
                COPY --from=build /app .
                COPY --from=build /app/node_modules/ts/cli.js /usr/bin/tsc
                """;
        Dockerfile dockerfile = Dockerfile.parse(text);
        Image deps =
                new ArchiveBuilder()
                        .layer(new TarBuilder().file("os", "os"))
                        .layer(new TarBuilder().file("d/package.json", "{}"))
                        .layer(
                                new TarBuilder()
                                        .file("d/node_modules/other.js", "typescript")
                                        .file("d/node_modules/ts/cli.js", "typescript")
                                        .symlink("d/node_modules/link", "ts"))
                        .history("x", "COPY package.json /d/", "RUN /bin/sh -c npm ci")
                        .read();
        Image build =
                new ArchiveBuilder()
                        .layer(new TarBuilder().file("os", "os"))
                        .layer(
                                new TarBuilder()
                                        .file("app/node_modules/ts/cli.js", "typescript")
                                        .symlink("app/node_modules/link", "ts"))
                        .history(
                                "x",
                                "~ARG OUT=node_modules",
                                "COPY /d/node_modules /app/node_modules")
                        .read();
        Image last =
                new ArchiveBuilder()
                        .layer(new TarBuilder().file("os", "os"))
                        .layer(new TarBuilder().directory("srv"))
                        .layer(
                                new TarBuilder()
                                        .file("srv/node_modules/ts/cli.js", "typescript")
                                        .symlink("srv/node_modules/link", "ts"))
                        .layer(new TarBuilder().file("usr/bin/tsc", "typescript"))
                        .history(
                                "x",
                                "WORKDIR /srv",
                                "COPY /app . # buildkit",
                                "COPY /app/node_modules/ts/cli.js /usr/bin/tsc # buildkit")
                        .read();
        Map<Stage, Image> stages =
                Map.of(dockerfile.stages().get(0), deps, dockerfile.stages().get(1), build);
        Origins origins = Origins.of(last, dockerfile, dockerfile.finalStage());
        assertTrace(
                origins, stages, "/srv/node_modules/ts/cli.js", "9 6 3 /d/node_modules/ts/cli.js");
        assertTrace(origins, stages, "/srv/node_modules/link", "9 6 3 /d/node_modules/link");
        assertTrace(origins, stages, "/usr/bin/tsc", "10 6 3 /d/node_modules/ts/cli.js");
        assertTrace(origins, Map.of(), "/usr/bin/tsc", "10 /usr/bin/tsc");
        assertTrace(origins, stages, "/os", "base /os");
        assertEquals(Optional.empty(), origins.explain("/nothing"));
    }

    private static void assertTrace(
            Origins origins, Map<Stage, Image> stages, String path, String expected) {
        PathOrigin at = origins.explain(path, stages).orElseThrow();
        StringBuilder trace = new StringBuilder(OriginsTest.place(at.origin()));
        while (at.copiedFrom().isPresent()) {
            at = at.copiedFrom().get();
            trace.append(' ').append(OriginsTest.place(at.origin()));
        }
        assertEquals(expected, trace + " " + at.file().entry().path());
    }
}
