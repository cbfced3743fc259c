package dev.multistage.grader.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.dockerfile.ImageReference;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandInCatalogueTest {

    private final StandInCatalogue catalogue = StandInCatalogue.load();

    @ParameterizedTest
    @CsvSource({
        "golang:1.26, golang:1.26",
        "docker.io/library/golang:1.26, golang:1.26",
        "golang:1.26-trixie, golang:1.26",
        "golang:1.26-alpine3.23, golang:1.26-alpine",
        "node:24-trixie-slim, node:24-slim",
        "python:3.13-slim-trixie, python:3.13-slim",
        "debian, debian:trixie",
        "debian:13-slim, debian:trixie-slim",
        "gcr.io/distroless/static-debian13, gcr.io/distroless/static-debian13:latest",
        "gcr.io/distroless/nodejs24-debian13:nonroot, gcr.io/distroless/nodejs24-debian13:nonroot",
    })
    void aNameLeadsToItsStandIn(String written, String standIn) {
        assertEquals(Optional.of(standIn), find(written).map(StandIn::name));
    }

    /** What the official tag of the same name is not: these would be untrue. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "golang",
                "golang:1",
                "golang:1.26-bookworm",
                "alpine",
                "alpine:3",
                "node:24-bookworm",
                "node:lts",
                "distroless/static-debian13",
                "gcr.io/distroless/static"
            })
    void aNameOfAnotherImageHasNone(String written) {
        assertEquals(Optional.empty(), find(written));
    }

    @Test
    void aStandInComesBehindWhatItStandsOn() {
        Set<String> before = new HashSet<>();
        for (StandIn standIn : catalogue.standIns()) {
            standIn.bases()
                    .values()
                    .forEach(base -> assertTrue(before.contains(base), standIn.name()));
            before.add(standIn.name());
        }
    }

    @Test
    void everyRecipeDeclaresTheArgumentsThatItGets() {
        for (StandIn standIn : catalogue.standIns()) {
            if (standIn.isMinimalDebian()) {
                continue;
            }
            String recipe =
                    new String(
                            StandInCatalogue.resource(standIn.dockerfile() + ".Dockerfile"),
                            StandardCharsets.UTF_8);
            Set<String> given = new HashSet<>(standIn.arguments().keySet());
            given.addAll(standIn.bases().keySet());
            given.forEach(
                    name ->
                            assertTrue(
                                    recipe.matches("(?s).*\nARG " + name + "\\b.*"),
                                    standIn.name() + " " + name));
            assertTrue(
                    standIn.target().isEmpty() || recipe.contains(" AS " + standIn.target() + "\n"),
                    standIn.name());
        }
    }

    @Test
    void everyDownloadIsPinned() {
        for (StandIn standIn : catalogue.standIns()) {
            for (String name : standIn.downloads().values()) {
                Download download = catalogue.download(name);
                assertTrue(download.sha256().matches("[0-9a-f]{64}"), name);
                assertTrue(download.bytes() > 0, name);
            }
        }
    }

    @Test
    void everyStandInSaysWhatItIsAndWhereTheOfficialSizeComesFrom() {
        for (StandIn standIn : catalogue.standIns()) {
            assertFalse(standIn.made().isBlank(), standIn.name());
            assertFalse(standIn.official().source().isBlank(), standIn.name());
        }
    }

    @Test
    void aRecipesDigestDependsOnWhatItStandsOn() {
        String root = catalogue.recipeDigest(catalogue.get("node:24-slim"));
        assertEquals(root, StandInCatalogue.load().recipeDigest(catalogue.get("node:24-slim")));
        assertNotEquals(root, catalogue.recipeDigest(catalogue.get("node:24")));
    }

    private Optional<StandIn> find(String name) {
        return catalogue.find(ImageReference.parse(name));
    }
}
