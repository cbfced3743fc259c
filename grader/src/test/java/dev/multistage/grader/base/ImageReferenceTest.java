package dev.multistage.grader.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {

    @ParameterizedTest
    @CsvSource({
        "golang:1.26, docker.io/library/golang:1.26, golang:1.26",
        "docker.io/library/golang:1.26, docker.io/library/golang:1.26, golang:1.26",
        "index.docker.io/golang:1.26, docker.io/library/golang:1.26, golang:1.26",
        "debian, docker.io/library/debian:latest, debian:latest",
        "bitnami/redis, docker.io/bitnami/redis:latest, bitnami/redis:latest",
        "gcr.io/distroless/static-debian13, gcr.io/distroless/static-debian13:latest,"
                + " gcr.io/distroless/static-debian13:latest",
        "localhost:5000/team/app:2, localhost:5000/team/app:2, localhost:5000/team/app:2",
        "localhost/app, localhost/app:latest, localhost/app:latest",
    })
    void aNameHasOneCanonicalAndOneFamiliarForm(String name, String canonical, String familiar) {
        ImageReference reference = ImageReference.parse(name).orElseThrow();
        assertEquals(canonical, reference.canonical());
        assertEquals(familiar, reference.familiar());
    }

    @Test
    void aDigestIsToldFromATag() {
        String digest = "sha256:" + "0a".repeat(32);
        ImageReference both = ImageReference.parse("golang:1.26@" + digest).orElseThrow();
        assertEquals("1.26", both.tag());
        assertEquals(digest, both.digest());
        assertEquals("golang:1.26", both.withoutDigest().familiar());
        ImageReference only = ImageReference.parse("golang@" + digest).orElseThrow();
        assertEquals("", only.tag());
        assertTrue(only.sameRepository(both));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Golang:1.26",
                "golang:",
                "golang:1.26:3",
                "a b",
                "golang@sha256:12",
                "-x",
                "golang:${VERSION}",
                "a//b",
                "/a"
            })
    void whatIsNoNameIsRecognised(String text) {
        assertEquals(Optional.empty(), ImageReference.parse(text));
    }
}
