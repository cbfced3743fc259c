package dev.multistage.grader.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.dockerfile.Dockerfile;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class OriginsTest {

    /** What BuildKit wrote for the final stage of {@link #DOCKERFILE} on an engine 20.10. */
    private static final String[] HISTORY = {
        "/bin/sh -c #(nop) COPY dir:f4a2b23f in / ",
        "~/bin/sh -c #(nop)  CMD [\\\"/bin/sh\\\"]",
        "~ARG X=y",
        "~LABEL one=1 two=2",
        "~ENV PATH=/app:/usr/bin:/bin",
        "~WORKDIR /",
        "WORKDIR /app",
        "COPY /src/out ./ # buildkit",
        "ADD a.txt /data/ # buildkit",
        "RUN |1 X=y /bin/sh -c echo one &&     chmod -R 700 /app # buildkit",
        "~USER 1000",
        "~HEALTHCHECK &{[\\\"CMD-SHELL\\\" \\\"true\\\"] \\\"0s\\\" \\\"0s\\\" \\\"0s\\\" '\\\\x00'}",
        "~CMD [\\\"/bin/sh\\\" \\\"-c\\\" \\\"echo hi\\\"]"
    };

    private static final String DOCKERFILE =
            """
            ARG BASE=alpine:3.23
            FROM ${BASE} AS build
            COPY . /src
            RUN make -C /src

            FROM ${BASE}
            ARG X=y
            LABEL one=1 \\
                  two=2
            ENV PATH=/app:$PATH
            WORKDIR /
            WORKDIR /app
            COPY --from=build /src/out ./
            ADD a.txt /data/
            RUN echo one && \\
                # a comment
                chmod -R 700 /app
            USER 1000
            HEALTHCHECK CMD true
            CMD echo hi
            """;

    @Test
    void findsTheLineOfEveryLayer() throws IOException {
        Origins origins = origins(DOCKERFILE, image(5, HISTORY));
        assertTrue(origins.certain());
        assertEquals(List.of("base", "12", "13", "14", "15-17"), places(origins));
    }

    @Test
    void chargesBytesToLinesAndTheBaseToFrom() throws IOException {
        ArchiveBuilder archive =
                new ArchiveBuilder()
                        .layer(new TarBuilder().file("base", 1000, 1))
                        .layer(new TarBuilder().directory("app"))
                        .layer(new TarBuilder().file("app/x", 300, 2))
                        .layer(new TarBuilder().file("data/a.txt", 20, 3))
                        .layer(
                                new TarBuilder()
                                        .entry('0', "app/x", "", 0700, TarBuilder.bytes(300, 2)));
        List<LineBytes> lines = origins(DOCKERFILE, archive.history(HISTORY).read()).bytesPerLine();
        assertEquals(
                List.of(6, 7, 8, 10, 11, 12, 13, 14, 15, 18, 19, 20),
                lines.stream().map(LineBytes::line).toList());
        assertEquals(new LineBytes(6, 6, "FROM ${BASE}", 1000, 0, 1000), lines.get(0));
        assertEquals(
                new LineBytes(13, 13, "COPY --from=build /src/out ./", 300, 300, 0), lines.get(6));
        assertEquals(300, lines.get(8).liveBytes());
        assertEquals(17, lines.get(8).endLine());
    }

    @Test
    void followsTheChainOfStages() throws IOException {
        String dockerfile =
                """
                FROM debian AS one
                COPY a /a
                FROM one AS two
                RUN two
                FROM two
                ENV X=1
                RUN three
                """;
        Image image =
                image(
                        4,
                        "rootfs",
                        "COPY a /a # buildkit",
                        "RUN /bin/sh -c two # buildkit",
                        "~ENV X=1",
                        "RUN /bin/sh -c three # buildkit");
        Origins origins = origins(dockerfile, image);
        assertTrue(origins.certain());
        assertEquals(List.of("base", "2", "4", "7"), places(origins));
        assertEquals(1, origins.baseFrom().startLine());
    }

    @Test
    void readsHeredocsAndTriggers() throws IOException {
        String dockerfile =
                """
                FROM scratch AS one
                ONBUILD COPY b /b
                COPY <<A /a
                one
                A
                FROM one
                RUN <<EOF
                set -e
                make
                EOF
                """;
        Image image =
                image(
                        3,
                        "COPY /a /a # buildkit",
                        "COPY b /b # buildkit",
                        "RUN /bin/sh -c set -e\\nmake\\n # buildkit");
        Origins origins = origins(dockerfile, image);
        assertTrue(origins.certain());
        assertEquals(List.of("3-5", "2", "7-10"), places(origins));
    }

    @Test
    void readsTheHistoryOfTheClassicBuilderAndOfBuildah() throws IOException {
        String dockerfile = "FROM base\nWORKDIR /srv\nCOPY a b ./x/\nRUN make\nCMD [\"x\"]\n";
        Image image =
                image(
                        4,
                        "rootfs",
                        "/bin/sh -c #(nop) WORKDIR /srv",
                        "/bin/sh -c #(nop) COPY multi:d3ad in ./x/ ",
                        "/bin/sh -c make",
                        "~/bin/sh -c #(nop)  CMD [\\\"x\\\"]",
                        "~/bin/sh -c #(nop)  LABEL dev.multistage.submission=1",
                        "~/bin/sh -c #(nop)  LABEL org.testcontainers=true");
        Origins origins = origins(dockerfile, image);
        assertTrue(origins.certain());
        assertEquals(List.of("base", "2", "3", "4"), places(origins));
    }

    /** Kaniko writes instructions as they stand, and with --single-snapshot one layer for all. */
    @Test
    void readsTheHistoryOfKaniko() throws IOException {
        String dockerfile = "FROM base\nCOPY go.mod /src/\nRUN go build -o /app .\nUSER 1000\n";
        Image image =
                image(
                        3,
                        "ADD rootfs.tar /",
                        "COPY go.mod /src/",
                        "RUN go build -o /app .",
                        "~USER 1000");
        assertEquals(List.of("base", "2", "3"), places(origins(dockerfile, image)));
        Image single = image(2, "ADD rootfs.tar /", "~COPY go.mod /src/", "RUN go build -o /app .");
        Origins origins = origins(dockerfile, single);
        assertEquals(single.unpackedBytes(), bytes(origins, single));
    }

    private static long bytes(Origins origins, Image image) {
        return origins.bytesPerLine().stream().mapToLong(LineBytes::unpackedBytes).sum()
                + origins.unknown(Accounting.of(image)).unpacked();
    }

    @Test
    void isNotCertainWhereTheFileWasEditedSince() throws IOException {
        String edited =
                DOCKERFILE.replace("USER 1000\n", "").replace("ADD a.txt /data/\n", "RUN new\n");
        Origins origins = origins(edited, image(5, HISTORY));
        assertFalse(origins.certain());
        assertEquals(List.of("base?", "12?", "13?", "unknown", "15-17?"), places(origins));
        String otherCommand = DOCKERFILE.replace("chmod -R 700", "chmod -R 755");
        assertEquals(
                List.of("base?", "12", "13", "14", "15-17?"),
                places(origins(otherCommand, image(5, HISTORY))));
    }

    @Test
    void knowsTheBaseByItsLayersWhateverTheHistorySays() throws IOException {
        Image squashed = image(2);
        Dockerfile dockerfile = Dockerfile.parse(DOCKERFILE);
        Origins origins =
                Origins.of(
                        squashed,
                        dockerfile,
                        dockerfile.finalStage(),
                        squashed.diffIds().subList(0, 1));
        assertEquals(List.of("base", "unknown"), places(origins));
        assertEquals(1, origins.unknown(Accounting.of(squashed)).unpacked());
    }

    @Test
    void guessesNothingFromForeignOrMissingHistory() throws IOException {
        for (Image image :
                List.of(
                        image(1),
                        image(3, "bazel build ...", "bazel build ...", "bazel build ..."),
                        image(2, "jib-gradle-plugin:3.4.0", "jib-gradle-plugin:3.4.0"))) {
            Origins origins = origins(DOCKERFILE, image);
            assertFalse(origins.certain());
            assertTrue(
                    origins.layers().stream().allMatch(o -> o instanceof Origin.Unknown),
                    origins.layers().toString());
            assertEquals(image.unpackedBytes(), origins.unknown(Accounting.of(image)).unpacked());
        }
    }

    @Test
    void isNotCertainWhereHistoryAndLayersDoNotCountAlike() throws IOException {
        Origins more = origins(DOCKERFILE, image(6, HISTORY));
        assertEquals(List.of("base?", "12?", "13?", "14?", "15-17?", "unknown"), places(more));
        Origins fewer = origins(DOCKERFILE, image(2, HISTORY));
        assertEquals(List.of("base?", "12?"), places(fewer));
    }

    private static Origins origins(String text, Image image) {
        Dockerfile dockerfile = Dockerfile.parse(text);
        return Origins.of(image, dockerfile, dockerfile.finalStage());
    }

    /** An image of layers of one byte each. */
    private static Image image(int layers, String... history) throws IOException {
        ArchiveBuilder archive = new ArchiveBuilder().history(history);
        for (int i = 0; i < layers; i++) {
            archive.layer(new TarBuilder().file("f" + i, "x"));
        }
        return archive.read();
    }

    private static List<String> places(Origins origins) {
        return origins.layers().stream().map(OriginsTest::place).toList();
    }

    /** Returns the lines of an origin, with a question mark if they are only likely. */
    static String place(Origin origin) {
        String certain = origin.certain() ? "" : "?";
        if (origin instanceof Origin.Line line) {
            String end = line.endLine() == line.startLine() ? "" : "-" + line.endLine();
            return line.startLine() + end + certain;
        }
        return origin instanceof Origin.BaseImage ? "base" + certain : "unknown";
    }
}
