package dev.multistage.grader.advice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.multistage.grader.dockerfile.ImageReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndOfLifeTest {

    @ParameterizedTest
    @CsvSource({
        "ubuntu:25.10,Ubuntu 25.10 gets no more security fixes since July 2026",
        "ubuntu:kinetic,Ubuntu 22.10 gets no more security fixes since July 2023",
        "ubuntu:14.04,Ubuntu 14.04 gets no more security fixes since April 2019",
        "alpine:3.9,Alpine 3.9 gets no more security fixes since November 2020",
        "nginx:1.30-alpine3.14,Alpine 3.14 gets no more security fixes since May 2023",
        "node:17-slim,Node 17 gets no more security fixes since June 2022",
        "node:8.17.0,Node 8 gets no more security fixes since December 2019",
        "python:2,Python 2 gets no more security fixes since January 2020",
        "python:3.5-alpine,Python 3.5 gets no more security fixes since September 2020",
        "golang:1.25-alpine,Go 1.25 gets no more security fixes",
        "debian:11-slim,Debian 11 gets no more security fixes since August 2026",
        "gcr.io/distroless/base-debian11,Debian 11 gets no more security fixes since August 2026"
    })
    void whatHasEndedIsSaidWithItsMonth(String image, String sentence) {
        assertEquals(sentence, EndOfLife.of(ImageReference.parse(image)).orElse(""));
    }

    @ParameterizedTest
    @CsvSource({
        "ubuntu:26.04",
        "ubuntu:24.04",
        "ubuntu:22.04",
        "alpine:3.22",
        "alpine:3.23",
        "node:22",
        "node:24-alpine3.23",
        "python:3",
        "python:3.11",
        "golang:1.26",
        "golang:1.27-trixie",
        "golang:1",
        "debian:trixie-slim",
        "debian:bookworm-slim",
        "gcr.io/distroless/static-debian13",
        "registry.example.org/node:8"
    })
    void ofOthersNothingIsSaid(String image) {
        assertEquals("", EndOfLife.of(ImageReference.parse(image)).orElse(""));
    }
}
