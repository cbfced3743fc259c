package dev.multistage.grader.dockerfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.dockerfile.BaseReference.ExternalImage;
import dev.multistage.grader.dockerfile.BaseReference.Scratch;
import dev.multistage.grader.dockerfile.BaseReference.StageBase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DockerfileTest {

    private static final String TWO_STAGES =
            """
            # syntax=docker/dockerfile:1
            ARG GO=1.26
            FROM golang:${GO}-alpine AS Build
            WORKDIR /src
            COPY go.mod \\
                 # the lock file too
                 go.sum ./
            RUN --mount=type=cache,target=/root/.cache <<EOF
            go build -o /app .
            EOF

            FROM scratch
            COPY --from=build /app /app
            USER 65532
            ENTRYPOINT ["/app"]
            """;

    @Test
    void knowsStagesAndWhatTheyStandOn() {
        Dockerfile dockerfile = Dockerfile.parse(TWO_STAGES);

        Stage build = dockerfile.stages().get(0);
        assertEquals(Optional.of("build"), build.name());
        assertEquals(3, build.startLine());
        assertEquals(10, build.endLine());
        ExternalImage base = (ExternalImage) build.base();
        assertEquals("golang:1.26-alpine", base.reference().familiar());
        assertEquals("golang:${GO}-alpine", base.asWritten());
        assertEquals(new Scratch(), dockerfile.finalStage().base());
        assertEquals(build, dockerfile.stage("BUILD").orElseThrow());
        assertEquals(build, dockerfile.stage("0").orElseThrow());
        assertEquals(build, dockerfile.target("build").orElseThrow());
        assertEquals(Optional.empty(), dockerfile.stage("2"));
        assertEquals(List.of(), dockerfile.problems());
    }

    @Test
    void givesEveryInstructionItsLines() {
        List<Instruction> instructions = Dockerfile.parse(TWO_STAGES).instructions();

        Instruction copy = instructions.get(3);
        assertEquals(5, copy.startLine());
        assertEquals(7, copy.endLine());
        assertEquals(List.of("go.mod", "go.sum"), copy.sources());
        assertEquals(Optional.of("./"), copy.destination());
        Token goSum = copy.tokens().get(2);
        assertEquals("go.sum", goSum.value());
        assertEquals(new Position(7, 6), goSum.start());
        Instruction run = instructions.get(4);
        assertEquals(8, run.startLine());
        assertEquals(10, run.endLine());
        assertEquals("go build -o /app .\n", run.heredocs().get(0).content());
        assertEquals("cache", run.mounts().get(0).type());
        assertEquals("go build -o /app .\n", run.shellText().orElseThrow().text());
        assertEquals(new Position(9, 4), run.shellText().orElseThrow().position(3));
    }

    @Test
    void buildArgumentsChooseTheBase() {
        Dockerfile dockerfile = Dockerfile.parse(TWO_STAGES).withBuildArgs(Map.of("GO", "1.25"));

        ExternalImage base = (ExternalImage) dockerfile.stages().get(0).base();
        assertEquals("docker.io/library/golang:1.25-alpine", base.reference().canonical());
    }

    @Test
    void listsImagesOfReachableStagesOnly() {
        Dockerfile dockerfile =
                Dockerfile.parse(
                        """
                        FROM golang:1.26 AS build
                        RUN --mount=from=busybox,target=/b true
                        FROM python:3.13 AS unused
                        FROM build AS more
                        FROM debian:trixie-slim
                        COPY --from=more /app /app
                        COPY --from=nginx:1 /etc/nginx /etc/nginx
                        """);

        assertEquals(
                List.of("golang:1.26", "busybox", "debian:trixie-slim", "nginx:1"),
                dockerfile.externalImages().stream()
                        .map(use -> use.reference().familiar())
                        .toList());
        assertEquals(
                List.of("build", "more"),
                dockerfile.chain(dockerfile.stage("more").orElseThrow()).stream()
                        .map(Stage::label)
                        .toList());
        assertEquals(new StageBase(0), dockerfile.stage("more").orElseThrow().base());
        assertEquals(
                "docker/dockerfile:1",
                Dockerfile.parse(TWO_STAGES).frontend().orElseThrow().reference().familiar());
    }

    @Test
    void quotesTheLineOfASyntaxError() {
        DockerfileSyntaxException error =
                assertThrows(
                        DockerfileSyntaxException.class,
                        () -> Dockerfile.parse("FROM scratch\n  RUNN make\n"));

        assertEquals("unknown instruction: RUNN (did you mean RUN?)", error.getMessage());
        assertEquals(2, error.line());
        assertEquals(3, error.column());
        assertEquals("  RUNN make", error.quotedLine());
    }

    @Test
    void refusesWhatIsNoText() {
        byte[] notUtf8 = "FROM scratch\nRUN \u00ff".getBytes(StandardCharsets.ISO_8859_1);
        DockerfileSyntaxException error =
                assertThrows(DockerfileSyntaxException.class, () -> Dockerfile.parse(notUtf8));
        assertEquals("the Dockerfile is not UTF-8 text", error.getMessage());
        assertEquals(2, error.line());

        byte[] tooLarge = new byte[Dockerfile.MAXIMUM_BYTES + 1];
        assertTrue(
                assertThrows(DockerfileSyntaxException.class, () -> Dockerfile.parse(tooLarge))
                        .getMessage()
                        .contains("limit of 1000000"));
        assertEquals(
                "the Dockerfile cannot be empty",
                assertThrows(DockerfileSyntaxException.class, () -> Dockerfile.parse(""))
                        .getMessage());
    }
}
