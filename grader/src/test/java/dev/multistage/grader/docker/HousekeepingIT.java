package dev.multistage.grader.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.docker.Reclaimable.Kind;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Cleans a real engine, one of its own. */
@Timeout(120)
class HousekeepingIT {

    private static final int BASE_BYTES = 3_000_000;
    private static final int OWN_BYTES = 1_000_000;

    @TempDir Path folder;

    private PrivateEngine engine;
    private DockerEngine docker;
    private Housekeeping house;

    @BeforeEach
    void fillTheEngine() throws Exception {
        engine = new PrivateEngine(folder);
        engine.start();
        EngineEndpoint endpoint = engine.place().endpoint();
        docker = new DockerEngine(endpoint);
        house = Housekeeping.of(Optional.of(endpoint), folder.resolve("cache"));
        docker.importRootFilesystem(
                new ByteArrayInputStream(
                        new Tar().file("base", new byte[BASE_BYTES], 0644).bytes()),
                "golang:1.26",
                List.of("LABEL " + ImageLabels.STAND_IN + "=golang:1.26"));
        build("exercise-3:latest", Map.of(ImageLabels.KEPT, "exercise-3"));
    }

    @AfterEach
    void endTheEngine() throws Exception {
        house.close();
        docker.close();
        engine.close();
    }

    @Test
    void freesAKeptBuildAndNotTheBaseUnderIt() {
        Set<Kind> chosen = Reclaimable.chosen(false, false, false);

        assertEquals(
                List.of(new Reclaimable(Kind.KEPT_BUILDS, 1, OWN_BYTES)), house.survey(chosen));
        house.clean(chosen, ProgressListener.NONE);

        assertTrue(docker.describe("exercise-3:latest").isEmpty());
        assertTrue(docker.describe("golang:1.26").isPresent());
        assertEquals(List.of(), house.survey(chosen));
    }

    @Test
    void leavesWhatALearnerBuiltByHandOnAStandIn() throws Exception {
        build("my-own:latest", Map.of());
        Set<Kind> bases = EnumSet.of(Kind.STAND_INS);

        assertEquals(List.of(new Reclaimable(Kind.STAND_INS, 1, 0)), house.survey(bases));
        house.clean(bases, ProgressListener.NONE);

        assertTrue(docker.describe("golang:1.26").isEmpty());
        assertTrue(docker.describe("my-own:latest").isPresent());
    }

    @Test
    void countsABaseWithAllThatStandsOnIt() {
        long all =
                house.survey(EnumSet.of(Kind.STAND_INS, Kind.KEPT_BUILDS)).stream()
                        .mapToLong(Reclaimable::bytes)
                        .sum();

        assertEquals(BASE_BYTES + OWN_BYTES, all);
    }

    @Test
    void emptiesTheBuildCache() {
        Set<Kind> all = EnumSet.allOf(Kind.class);
        assertTrue(house.survey(all).stream().anyMatch(part -> part.kind() == Kind.BUILD_CACHE));

        house.clean(all, ProgressListener.NONE);

        assertEquals(List.of(), house.survey(all));
    }

    private void build(String tag, Map<String, String> labels) throws Exception {
        TestContext context =
                new TestContext(
                        new Tar()
                                .file("Dockerfile", "FROM golang:1.26\nCOPY own /own\n")
                                .file("own", new byte[OWN_BYTES], 0644)
                                .bytes());
        BuildResult result =
                docker.build(BuildRequest.of(context, tag).withLabels(labels), BuildListener.NONE);
        assertInstanceOf(BuildResult.Built.class, result, result.toString());
    }
}
