package dev.multistage.grader.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.multistage.grader.docker.BuildResult.Reason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages as engines 20.10, 26 and 28 gave them. */
class BuildFailureTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    executor failed running [/bin/sh -c exit 3]: exit code: 3|COMMAND
                    process "/bin/sh -c exit 3" did not complete successfully: exit code: 3|COMMAND
                    process "/bin/sh -c echo no space left on device; false" did not complete successfully: exit code: 1|COMMAND
                    failed to compute cache key: "/missing.txt" not found: not found|MISSING_SOURCE
                    failed to calculate checksum of ref a::b: "/missing.txt": not found|MISSING_SOURCE
                    lstat /var/lib/docker/overlay2/4/merged/nope: no such file or directory|MISSING_SOURCE
                    failed to create LLB definition: target stage foo could not be found|STAGES
                    failed to solve: circular dependency detected on stage: a|STAGES
                    failed to create LLB definition: the Dockerfile cannot be empty|SYNTAX
                    failed to solve: file with no instructions|SYNTAX
                    write /var/lib/docker/tmp/a: no space left on device|ENGINE
                    something nobody has seen|OTHER
                    """)
    void messagesAreClassified(String message, Reason reason) {
        assertEquals(reason, BuildFailure.of(message, List.of(step(message))).reason());
    }

    @Test
    void notFoundIsSaidOnce() {
        String message = "failed to compute cache key: \"/missing.txt\" not found: not found";
        assertEquals(
                "\"/missing.txt\" not found",
                BuildFailure.of(message, List.of(step(message))).message());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
                    failed to do request: Head "https://registry-1.docker.io/v2/library/nope/manifests/1": dial tcp: no such host
                    nope:1: failed to resolve source metadata for docker.io/library/nope:1: pull access denied
                    docker.io/library/alpine:9: not found
                    """)
    void aBaseThatCannotBeHadIsNotTakenForAMissingFile(String message) {
        BuildStep internal =
                new BuildStep(
                        "sha256:1",
                        "[internal] load metadata for docker.io/library/nope:1",
                        List.of(),
                        true,
                        false,
                        Duration.ZERO,
                        0,
                        "",
                        message);
        assertEquals(Reason.BASE_UNAVAILABLE, BuildFailure.of(message, List.of(internal)).reason());
    }

    @Test
    void parseErrorsOfOldAndNewEnginesCarryTheirLine() {
        BuildFailure old =
                BuildFailure.of(
                        "failed to solve with frontend dockerfile.v0: failed to create LLB"
                                + " definition: dockerfile parse error line 2: unknown"
                                + " instruction: RUNN",
                        List.of());
        assertEquals(new BuildFailure(Reason.SYNTAX, "unknown instruction: RUNN", 2), old);
        BuildFailure recent =
                BuildFailure.of(
                        "dockerfile parse error on line 7: unknown instruction: RUNN (did you"
                                + " mean RUN?)",
                        List.of());
        assertEquals(7, recent.line());
        BuildFailure throughAnImage =
                BuildFailure.of(
                        "failed to solve with frontend dockerfile.v0: failed to solve with frontend"
                                + " gateway.v0: rpc error: code = Unknown desc = dockerfile parse error"
                                + " on line 4: unknown instruction: RUNN (did you mean RUN?)",
                        List.of());
        assertEquals(4, throughAnImage.line());
    }

    @Test
    void aMessageIsCutToAFewLines() {
        assertEquals(501, BuildFailure.of("x".repeat(10_000), List.of()).message().length());
    }

    private static BuildStep step(String error) {
        return new BuildStep(
                "sha256:0",
                "[2/2] COPY missing.txt /",
                List.of(),
                false,
                false,
                Duration.ZERO,
                2,
                "",
                error);
    }
}
