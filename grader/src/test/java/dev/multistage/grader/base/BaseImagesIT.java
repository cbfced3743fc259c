package dev.multistage.grader.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.docker.DockerEngine;
import dev.multistage.grader.docker.ImageDescription;
import dev.multistage.grader.docker.ProgressListener;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Makes the stand-ins of the first exercise anew, under names that nothing else uses. */
class BaseImagesIT {

    private static final String PREFIX = "multistage-it/";
    private static final String GO = "golang:1.26-alpine";
    private static final String ALPINE = "alpine:3.23";
    private static final String BROKEN = PREFIX + "debian:nosuchsuite";
    private static final String PROBE = PREFIX + "probe:1";

    private final DockerEngine engine = ItEngine.connect();
    private final BaseImages bases = ItEngine.bases(engine, PREFIX, CacheDirectory.ofThisUser());

    @AfterEach
    void removeWhatWasMade() {
        Stream.of(PROBE, BROKEN, PREFIX + GO, PREFIX + GO + "3.23", PREFIX + ALPINE)
                .forEach(engine::remove);
        engine.close();
    }

    @Test
    void aGoBaseIsMadeWithWhatItStandsOn() throws Exception {
        List<ResolvedBase> found =
                bases.resolve(List.of(GO + "3.23", ALPINE), ProgressListener.NONE);

        assertTrue(found.stream().allMatch(ResolvedBase::standIn));
        ImageDescription image = engine.describe(PREFIX + GO).orElseThrow();
        assertEquals(image.id(), found.get(0).id());
        assertEquals(GO, image.labels().get(StandIn.LABEL));
        assertEquals("", image.user());
        String probe =
                "FROM "
                        + found.get(0).name()
                        + "\nRUN go version | grep -q go1.26 && [ \"$(go env GOPATH)\" = /go ]"
                        + " && [ \"$PWD\" = /go ] && [ \"$(go env CGO_ENABLED)\" = 0 ]\n";
        assertEquals("", ItEngine.build(engine, PROBE, probe));
    }

    @Test
    void aDebianThatFailsHalfWayLeavesNoImage(@TempDir Path work) throws Exception {
        HostRegistries host = HostRegistries.ofThisMachine();
        var error =
                assertThrows(
                        RuntimeException.class,
                        () -> {
                            try (var tar =
                                    DebianRootFilesystem.open(
                                            "nosuchsuite",
                                            host,
                                            work,
                                            "making nothing",
                                            ProgressListener.NONE)) {
                                engine.importRootFilesystem(tar, BROKEN, List.of());
                            }
                        });
        assertFalse(engine.describe(BROKEN).isPresent(), error::toString);
    }
}
