package dev.multistage.grader.dockerfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EvaluationTest {

    @Test
    void theLastOneOfTheStageChainHolds() {
        Dockerfile dockerfile =
                Dockerfile.parse(
                        """
                        FROM debian AS base
                        USER root
                        WORKDIR /app
                        CMD ["a"]
                        FROM base
                        USER app
                        WORKDIR sub/../deep
                        """);

        assertEquals(6, dockerfile.effective(Keyword.USER).orElseThrow().startLine());
        assertEquals(4, dockerfile.effective(Keyword.CMD).orElseThrow().startLine());
        assertEquals("/app/deep", dockerfile.evaluate().workingDirectory("/"));
        assertEquals(Optional.empty(), dockerfile.effective(Keyword.ENTRYPOINT));
    }

    @Test
    void anEntrypointDropsTheCommandOfStagesBelow() {
        Dockerfile below = Dockerfile.parse("FROM a AS b\nCMD x\nFROM b\nENTRYPOINT [\"y\"]\n");
        assertEquals(Optional.empty(), below.effective(Keyword.CMD));
        assertTrue(below.evaluate().resetsCommand());

        Dockerfile same = Dockerfile.parse("FROM a\nCMD x\nENTRYPOINT [\"y\"]\n");
        assertEquals(2, same.effective(Keyword.CMD).orElseThrow().startLine());
        assertFalse(same.evaluate().resetsCommand());
    }

    @Test
    void triggersRunInTheStageAbove() {
        Dockerfile dockerfile =
                Dockerfile.parse(
                        """
                        FROM a AS base
                        ONBUILD USER app
                        RUN one
                        FROM base AS middle
                        RUN two
                        FROM middle
                        """);

        assertEquals(
                List.of("3: RUN one", "2: USER app", "5: RUN two"),
                dockerfile.evaluate().executed().stream().map(Instruction::toString).toList());
    }

    @Test
    void argumentsAndEnvironmentFollowBuildKit() {
        Dockerfile dockerfile =
                Dockerfile.parse(
                        """
                        ARG VERSION=1
                        ARG UNUSED=x
                        FROM a AS b
                        ARG VERSION
                        ARG NAME="app-${VERSION}"
                        ENV HOME=/srv/$NAME PATH=/opt/bin:$PATH
                        ENV A=1 B=$A
                        FROM b
                        ENV C=${NAME%-*}
                        """);

        assertEquals(
                Map.of(
                        "HOME", "/srv/app-1",
                        "PATH", "/opt/bin:",
                        "A", "1",
                        "B", "1",
                        "C", "app"),
                dockerfile.evaluate().environment());
        assertFalse(dockerfile.evaluate().variables().containsKey("UNUSED"));
        Dockerfile given = dockerfile.withBuildArgs(Map.of("VERSION", "2", "NAME", "web"));
        assertEquals("/srv/web", given.evaluate().environment().get("HOME"));
        assertEquals("2", given.evaluate().variables().get("VERSION"));
    }

    @Test
    void showsWhatEachInstructionSees() {
        Dockerfile dockerfile =
                Dockerfile.parse("FROM a\nRUN one\nENV X=1\nRUN two\nENV X=2\nRUN three\n");
        List<String> seen = new ArrayList<>();

        dockerfile
                .evaluate()
                .walk((instruction, variables) -> seen.add(variables.getOrDefault("X", "-")));
        assertEquals(List.of("-", "-", "1", "1", "2"), seen);
        assertEquals(
                Map.of("X", "1"),
                dockerfile.evaluate().variablesBefore(dockerfile.instructions().get(3)));
    }

    @Test
    void expandsWordsAndTellsWhatIsNotSet() {
        Dockerfile dockerfile = Dockerfile.parse("FROM a\n");

        assertEquals(
                new Expansion("a b c-", Set.of("Y")),
                dockerfile.expand("'a b' ${X}-$Y", Map.of("X", "c")));
        assertThrows(IllegalArgumentException.class, () -> dockerfile.expand("${X:", Map.of()));
    }

    @Test
    void variablesThatGrowWithoutEndAreAProblem() {
        Dockerfile dockerfile =
                Dockerfile.parse("ARG a=xxxx\n" + "ARG a=$a$a\n".repeat(64) + "FROM b\n");

        assertEquals(Problem.Code.INVALID_EXPANSION, dockerfile.problems().get(0).code());
        assertTrue(dockerfile.problems().get(0).message().contains("grow to too much text"));
    }
}
