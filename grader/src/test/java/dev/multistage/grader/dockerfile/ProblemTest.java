package dev.multistage.grader.dockerfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.dockerfile.Problem.Code;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What BuildKit reads and then does not build. */
class ProblemTest {

    @Test
    void namesTheStageThatWasMeant() {
        Problem problem =
                only(
                        """
                        FROM golang:1.26 AS builder
                        FROM scratch
                        COPY --chown=1 --from=buildr /app /app
                        """);

        assertEquals(Code.UNDEFINED_STAGE, problem.code());
        assertEquals(3, problem.line());
        assertEquals(16, problem.column());
        assertEquals(
                "there is no stage \"buildr\" (did you mean builder?), so an image is looked for",
                problem.message());
        assertTrue(!problem.certain(), "an image of that name may exist");
    }

    @Test
    void refusesNumbersOfStagesThatThereAreNot() {
        Problem problem = only("FROM a\nCOPY --from=1 x y\n");

        assertEquals(Code.UNDEFINED_STAGE, problem.code());
        assertEquals("invalid stage index 1", problem.message());
        assertTrue(problem.certain());
    }

    @Test
    void aStageCannotUseALaterOne() {
        Problem problem =
                only("FROM a AS first\nCOPY --from=second x y\nFROM first AS second\nRUN x\n");

        assertEquals(Code.LATER_STAGE, problem.code());
        assertEquals(
                "cannot copy from stage \"second\", it needs to be defined before current stage"
                        + " \"first\"",
                problem.message());
    }

    @Test
    void findsCircles() {
        List<Problem> problems =
                Dockerfile.parse(
                                """
                                FROM a AS one
                                COPY --from=two x y
                                FROM a AS two
                                RUN --mount=from=one,target=/one true
                                """)
                        .problems();

        assertTrue(
                problems.stream()
                        .anyMatch(
                                problem ->
                                        problem.code() == Code.CIRCULAR_STAGES
                                                && problem.certain()));
        Problem self = only("FROM a AS one\nCOPY --from=one x y\n");
        assertEquals("circular dependency detected on stage: one", self.message());
    }

    @Test
    void explainsAFromThatTakesAnImageInsteadOfALaterStage() {
        Problem problem = only("FROM build\nFROM golang AS build\n");

        assertEquals(Code.LATER_STAGE, problem.code());
        assertEquals(
                "FROM build takes an image of that name: the stage \"build\" is defined only in"
                        + " line 2",
                problem.message());
        assertTrue(Dockerfile.parse("FROM node AS node\nFROM node\n").problems().isEmpty());
    }

    @Test
    void explainsABaseWithoutAName() {
        Problem problem = only("FROM a\nARG BASE=b\nFROM $BASE\n");

        assertEquals(Code.INVALID_BASE, problem.code());
        assertEquals(
                "base name ($BASE) should not be blank; an ARG for FROM has to stand before the"
                        + " first FROM",
                problem.message());
        assertEquals(
                "failed to parse stage name \"Alpine\": invalid reference format: repository name"
                        + " (library/Alpine) must be lowercase",
                only("FROM Alpine").message());
    }

    @Test
    void refusesVariablesInFromOfCopy() {
        assertEquals(Code.FROM_VARIABLE, only("FROM a\nCOPY --from=$X x y\n").code());
    }

    @Test
    void checksMountsTriggersAndSignals() {
        assertEquals(
                "unsupported mount type \"cahe\" (did you mean cache?)",
                only("FROM a\nRUN --mount=type=cahe,target=/x y\n").message());
        assertEquals(
                "unexpected key 'taget' in 'taget=/x' (did you mean target?)",
                only("FROM a\nRUN --mount=type=cache,taget=/x y\n").message());
        assertEquals(
                "invalid secret mount. one of source, target required",
                only("FROM a\nRUN --mount=type=secret y\n").message());
        assertTrue(
                Dockerfile.parse(
                                """
                                FROM a
                                RUN --mount=type=cache,id=$X,target=/x,sharing=locked,uid=1000 y
                                RUN --mount=type=secret,id=s,required --mount=type=ssh z
                                """)
                        .problems()
                        .isEmpty());
        Problem trigger = only("FROM a\nONBUILD COPYY x y\n");
        assertEquals(Code.INVALID_TRIGGER, trigger.code());
        assertEquals("unknown instruction: COPYY (did you mean COPY?)", trigger.message());
        assertEquals(9, trigger.column());
        assertEquals(Code.INVALID_SIGNAL, only("FROM a\nSTOPSIGNAL SIGTREM\n").code());
    }

    @Test
    void problemsOfStagesThatAreNotBuiltAreNotCertain() {
        List<Problem> problems =
                Dockerfile.parse("FROM a\nSTOPSIGNAL NOPE\nFROM b\nRUN x\n").problems();

        assertEquals(1, problems.size());
        assertTrue(!problems.get(0).certain());
    }

    private static Problem only(String dockerfile) {
        List<Problem> problems = Dockerfile.parse(dockerfile).problems();
        assertEquals(1, problems.size(), problems.toString());
        return problems.get(0);
    }
}
