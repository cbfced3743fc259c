package dev.multistage.grader.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks that need only the text of a Dockerfile. */
class DockerfileChecksTest {

    private static String code(DockerfileCheck check, String dockerfile) {
        Outcome outcome = check.examine(Evidence.of(dockerfile.replace("; ", "\n")).dockerfile());
        return outcome.status() == Outcome.Status.PASSED ? "passed" : outcome.code();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FROM golang:1.26; RUN go build| single-stage",
                "FROM golang:1.26 AS build; FROM scratch; COPY --from=build /app /app| passed",
                "FROM golang:1.26; FROM scratch; COPY --from=0 /app /app| passed",
                // a stage that nothing is taken from does not make it two
                "FROM golang:1.26 AS unused; FROM alpine:3.23; RUN true| single-stage",
                "FROM alpine:3.23 AS base; FROM base; RUN true| passed"
            })
    void minimumStagesCountsStagesThatContribute(String dockerfile, String expected) {
        assertEquals(expected, code(new MinimumStages(2), dockerfile));
    }

    @Test
    void tooFewStagesIsNotASingleStage() {
        assertEquals(
                "too-few-stages",
                code(new MinimumStages(3), "FROM a:1 AS a; FROM b:1; COPY --from=a /x /x"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FROM node:24-alpine| passed",
                "FROM node| unpinned-base",
                "FROM node:latest| unpinned-base",
                "FROM node@sha256:1111111111111111111111111111111111111111111111111111111111111111| passed",
                "FROM scratch| passed",
                "ARG V=latest; FROM node:$V| unpinned-base",
                "FROM node:24 AS a; FROM a| passed",
                "FROM scratch; COPY --from=alpine /etc/passwd /etc/| unpinned-base",
                "FROM scratch; COPY --from=alpine:3.23 /etc/passwd /etc/| passed"
            })
    void pinnedBaseWantsATagOrDigest(String dockerfile, String expected) {
        assertEquals(expected, code(new PinnedBase(), dockerfile));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FROM a:1; CMD [\"/app\"]| passed",
                "FROM a:1; CMD /app| shell-form",
                "FROM a:1; CMD exec /app| passed",
                "FROM a:1; ENTRYPOINT /app| shell-form",
                "FROM a:1; CMD [\"sh\", \"-c\", \"node x.js\"]| shell-form",
                "FROM a:1; CMD [\"sh\", \"-c\", \"exec node x.js\"]| passed",
                "FROM a:1; CMD [\"npm\", \"start\"]| shell-form",
                "FROM a:1; CMD /old; CMD [\"/app\"]| passed",
                "FROM a:1; CMD exec\t/app| passed",
                "FROM a:1; CMD [\"tini\", \"--\", \"sh\", \"-c\", \"node x.js\"]| shell-form",
                "FROM a:1; CMD [\"/usr/bin/env\", \"npm\", \"start\"]| shell-form",
                "FROM a:1; CMD [\"/sbin/tini\", \"--\", \"node\", \"x.js\"]| passed",
                "FROM a:1; RUN true| passed"
            })
    void execFormWantsTheProgramItself(String dockerfile, String expected) {
        assertEquals(expected, code(new ExecForm(), dockerfile));
    }
}
