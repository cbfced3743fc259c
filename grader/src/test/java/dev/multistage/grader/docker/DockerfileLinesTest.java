package dev.multistage.grader.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.multistage.grader.dockerfile.Dockerfile;
import org.junit.jupiter.api.Test;

class DockerfileLinesTest {

    private static final String TWO_STAGES =
            """
            FROM golang:1.26 AS Build
            WORKDIR /src
            ENV A=b
            COPY . .
            # why
            RUN go build \\
                -o /app .

            FROM scratch
            COPY --from=build /app /app
            USER 1000
            """;

    @Test
    void onlyFromAndWhatWritesFilesIsCounted() {
        StepLines lines = lines(TWO_STAGES);
        assertEquals(1, lines.lineOf("[build 1/4] FROM docker.io/library/golang:1.26"));
        assertEquals(2, lines.lineOf("[build 2/4] WORKDIR /src"));
        assertEquals(4, lines.lineOf("[build 3/4] COPY . ."));
        assertEquals(6, lines.lineOf("[build 4/4] RUN go build     -o /app ."));
    }

    @Test
    void scratchAndEarlierStagesAreNotCountedAsFrom() {
        assertEquals(10, lines(TWO_STAGES).lineOf("[stage-1 1/1] COPY --from=build /app /app"));
        StepLines lines = lines("FROM alpine:3.23 AS a\nRUN one\nFROM a AS b\nRUN two\n");
        assertEquals(4, lines.lineOf("[b 1/1] RUN two"));
    }

    @Test
    void aSingleStageHasNoName() {
        StepLines lines = lines("FROM alpine:3.23\nRUN one\n");
        assertEquals(2, lines.lineOf("[2/2] RUN one"));
    }

    @Test
    void numbersArePaddedInLongStagesAndPlatformsMayStandBefore() {
        StepLines lines = lines("FROM alpine:3.23\n" + "RUN x\n".repeat(11));
        assertEquals(3, lines.lineOf("[ 3/12] RUN x"));
        assertEquals(3, lines.lineOf("[linux/arm64  3/12] RUN x"));
        StepLines two = lines(TWO_STAGES);
        assertEquals(4, two.lineOf("[linux/amd64 build 3/4] COPY . ."));
    }

    @Test
    void aBaseShownUnderAnotherStagesNameIsFoundByItsImage() {
        assertEquals(
                1, lines(TWO_STAGES).lineOf("[stage-1 1/4] FROM docker.io/library/golang:1.26"));
    }

    @Test
    void triggersOfTheBaseBelongToFrom() {
        StepLines lines = lines("FROM alpine:3.23\nRUN own\n");
        assertEquals(1, lines.lineOf("[2/4] ONBUILD COPY . ."));
        assertEquals(1, lines.lineOf("[3/4] ONBUILD RUN x"));
        assertEquals(2, lines.lineOf("[4/4] RUN own"));
    }

    @Test
    void whatIsNoStepHasNoLine() {
        assertEquals(0, lines(TWO_STAGES).lineOf("[internal] load build context"));
        assertEquals(0, lines(TWO_STAGES).lineOf("exporting to image"));
        assertEquals(0, lines(TWO_STAGES).lineOf("[nobody 1/1] RUN x"));
        assertEquals(0, lines(TWO_STAGES).lineOf("[build 9/4] RUN x"));
    }

    private static StepLines lines(String dockerfile) {
        return new DockerfileLines(Dockerfile.parse(dockerfile));
    }
}
