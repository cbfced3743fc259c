package dev.multistage.grader.advice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.multistage.grader.dockerfile.BaseReference.ExternalImage;
import dev.multistage.grader.dockerfile.ImageReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicImagesTest {

    @ParameterizedTest
    @CsvSource({
        "redis:8-alpine, /data",
        "caddy:2, /srv",
        "caddy:2.11-builder, /usr/bin",
        "composer:2, /app",
        "golang:1.26, /go",
        "php:8-fpm-alpine, /var/www/html",
        "php:8-cli, /",
        "registry.example.org/redis:8, /"
    })
    void knowsTheWorkingDirectoryOfOfficialImages(String image, String directory) {
        ImageReference reference = ImageReference.parse(image);
        assertEquals(directory, PublicImages.directory(new ExternalImage(reference, image)));
    }
}
