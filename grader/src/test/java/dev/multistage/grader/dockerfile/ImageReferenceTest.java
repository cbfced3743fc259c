package dev.multistage.grader.dockerfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.multistage.grader.dockerfile.ImageReference.InvalidReferenceException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {

    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

    @ParameterizedTest
    @CsvSource({
        "golang:1.26, golang:1.26, docker.io/library/golang:1.26",
        "docker.io/library/golang:1.26, golang:1.26, docker.io/library/golang:1.26",
        "index.docker.io/golang, golang, docker.io/library/golang:latest",
        "library/golang, golang, docker.io/library/golang:latest",
        "team/app, team/app, docker.io/team/app:latest",
        "gcr.io/distroless/static-debian13:nonroot, gcr.io/distroless/static-debian13:nonroot,"
                + " gcr.io/distroless/static-debian13:nonroot",
        "localhost/app, localhost/app, localhost/app:latest",
        "registry:5000/a/b, registry:5000/a/b, registry:5000/a/b:latest",
        "[::1]:5000/a:b, [::1]:5000/a:b, [::1]:5000/a:b",
    })
    void normalisesNames(String written, String familiar, String canonical) {
        ImageReference reference = ImageReference.parse(written);

        assertEquals(familiar, reference.familiar());
        assertEquals(canonical, reference.canonical());
        assertEquals(reference, ImageReference.parse(reference.familiar()));
    }

    @Test
    void keepsTagAndDigestApart() {
        ImageReference both = ImageReference.parse("node:24-alpine@" + DIGEST);

        assertEquals(Optional.of("24-alpine"), both.tag());
        assertEquals(Optional.of(DIGEST), both.digest());
        assertEquals("node:24-alpine", both.withoutDigest().familiar());
        assertEquals(Optional.empty(), ImageReference.parse("node@" + DIGEST).effectiveTag());
        assertEquals(Optional.of("latest"), ImageReference.parse("node").effectiveTag());
        assertEquals(
                "docker.io/library/node@" + DIGEST,
                ImageReference.parse("node@" + DIGEST).canonical());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Node",
                "a b",
                "a:",
                ":a",
                "a@sha256:12",
                "a//b",
                "a:b:c",
                "-a",
                "a/",
                "é"
            })
    void refusesWhatDockerRefuses(String text) {
        assertThrows(InvalidReferenceException.class, () -> ImageReference.parse(text));
    }
}
