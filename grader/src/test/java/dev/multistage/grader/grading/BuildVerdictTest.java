package dev.multistage.grader.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.multistage.grader.check.BuildEvidence;
import dev.multistage.grader.docker.BuildResult;
import dev.multistage.grader.docker.BuildResult.Reason;
import dev.multistage.grader.docker.EngineException;
import dev.multistage.grader.dockerfile.Dockerfile;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whose fault a failed build is. */
class BuildVerdictTest {

    private static final Dockerfile DOCKERFILE =
            Dockerfile.parse("FROM scratch\nCOPY --from=biuld /app /app\n");

    private static BuildEvidence verdict(Reason reason) {
        return BuildVerdict.of(
                "Dockerfile",
                DOCKERFILE,
                new BuildResult.Failed(
                        reason, "said", 2, null, List.of(), List.of(), List.of(), Duration.ZERO));
    }

    @ParameterizedTest
    @EnumSource(names = {"UNSUPPORTED", "BASE_UNAVAILABLE", "ENGINE"})
    void theEnginesTroubleIsNotTheLearners(Reason reason) {
        assertThrows(EngineException.class, () -> verdict(reason));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            // a build that the grader itself stops is never judged
            names = {"UNSUPPORTED", "BASE_UNAVAILABLE", "ENGINE", "STOPPED"})
    void everyOtherFailureHasACodeAndANextMove(Reason reason) {
        BuildEvidence evidence = verdict(reason);
        assertFalse(evidence.built());
        assertFalse(evidence.code().isEmpty());
        assertFalse(evidence.next().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "SYNTAX, dockerfile-syntax",
        "COMMAND, build-failed",
        "MISSING_SOURCE, copy-source-missing",
        "OVER_TIME, over-budget",
        "OVER_DISK, over-budget",
        "OVER_LOG, over-budget"
    })
    void everyReasonHasItsCode(Reason reason, String code) {
        assertEquals(code, verdict(reason).code());
    }

    @Test
    void anUnknownStageIsNamedWithItsLine() {
        BuildEvidence evidence =
                BuildVerdict.unknownStage(
                        "Dockerfile", DOCKERFILE, DOCKERFILE.externalImages().get(0));
        assertEquals("undefined-stage", evidence.code());
        assertEquals(2, evidence.where().get(0).line());
    }

    @Test
    void anImageThatWasBuiltHereIsNoBase() {
        BuildEvidence evidence =
                BuildVerdict.builtBase(
                        "Dockerfile", DOCKERFILE, DOCKERFILE.externalImages().get(0));
        assertEquals("built-base", evidence.code());
        assertEquals(2, evidence.where().get(0).line());
    }
}
