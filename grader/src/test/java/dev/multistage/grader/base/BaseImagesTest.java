package dev.multistage.grader.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.docker.Machine;
import dev.multistage.grader.docker.ProgressListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaseImagesTest {

    private static final String DIGEST = "sha256:" + "0a".repeat(32);
    private static final Map<String, String> STAND_IN = Map.of(StandIn.LABEL, "true");

    @TempDir Path cache;

    private final FakeEngine engine = new FakeEngine();
    private final StandInCatalogue catalogue = StandInCatalogue.load();

    @Test
    void whatTheEngineHasIsNotPulled() throws Exception {
        engine.with("golang:1.26").with("alpine:3.23", STAND_IN);
        List<ResolvedBase> bases = resolve(false, "golang:1.26", "alpine:3.23");
        assertEquals(List.of(), engine.pulls);
        assertFalse(bases.get(0).standIn());
        assertEquals("sha256:" + "d".repeat(64), bases.get(0).digest());
        assertTrue(bases.get(1).standIn());
        assertEquals(bases.get(1).id(), bases.get(1).digest());
    }

    @Test
    void whatTheEngineLacksIsPulled() throws Exception {
        engine.registryAnswers = true;
        engine.inRegistry.add("golang:1.26");
        ResolvedBase base = resolve(false, "golang:1.26").get(0);
        assertFalse(base.standIn());
        assertEquals("pulled from docker.io", base.origin());
    }

    @Test
    void aSilentRegistryIsAskedOnceOnly() {
        for (int run = 0; run < 2; run++) {
            assertThrows(BaseUnavailableException.class, () -> resolve(false, "a/x:1", "a/y:1"));
        }
        assertEquals(1, engine.pulls.size());
    }

    @Test
    void offlineNothingIsPulled() {
        assertThrows(BaseUnavailableException.class, () -> resolve(true, "golang:1.99"));
        assertEquals(List.of(), engine.pulls);
    }

    @Test
    void aStandInIsMadeOnWhatIsThereAlready() throws Exception {
        engine.with("debian:trixie", STAND_IN);
        ResolvedBase base = resolve(false, "docker.io/library/debian:13-slim").get(0);
        assertTrue(base.standIn());
        assertFalse(base.replaced());
        assertEquals(1, engine.builds.size());
        assertEquals("debian:trixie-slim", engine.builds.get(0).tag());
        assertEquals("debian:trixie", engine.builds.get(0).buildArgs().get("DEBIAN"));
        assertTrue(engine.images.containsKey("debian:13-slim"));
    }

    @Test
    void aStandInNeverTakesTheNameOfARealImage() throws Exception {
        engine.with("debian:trixie").with("debian:trixie-slim");
        ResolvedBase base = resolve(true, "debian:13-slim").get(0);
        assertFalse(base.standIn());
        assertEquals("sha256:id-of-debian:trixie-slim", base.id());
        assertEquals(List.of(), engine.builds);
    }

    @Test
    void aStandInOfAnEarlierRecipeIsMadeAgain() throws Exception {
        engine.with("debian:trixie", STAND_IN)
                .with(
                        "debian:trixie-slim",
                        Map.of(StandIn.LABEL, "debian:trixie-slim", StandIn.RECIPE_LABEL, "old"));
        resolve(true, "debian:trixie-slim");
        assertEquals(1, engine.builds.size());
        resolve(true, "debian:trixie-slim");
        assertEquals(1, engine.builds.size());
    }

    @Test
    void aDigestThatCannotBePulledIsReplacedByTheStandInOfItsTag() throws Exception {
        engine.with("debian:trixie", STAND_IN).with("debian:trixie-slim", STAND_IN);
        ResolvedBase base = resolve(false, "debian:trixie-slim@" + DIGEST).get(0);
        assertTrue(base.replaced());
        assertEquals("debian:trixie-slim", base.name());
        assertTrue(base.origin().contains("digest"), base.origin());
    }

    @Test
    void aDigestWithoutATagHasNoStandIn() {
        var error =
                assertThrows(
                        BaseUnavailableException.class, () -> resolve(false, "debian@" + DIGEST));
        assertTrue(error.getMessage().contains("a digest and no tag"), error.getMessage());
        assertTrue(error.getMessage().contains("docker.io does not answer"), error.getMessage());
    }

    @Test
    void aTagWithoutStandInNamesThoseThatExistNearestFirst() {
        var error =
                assertThrows(
                        BaseUnavailableException.class,
                        () -> resolve(true, "golang:1.26-bookworm"));
        int near = error.remedy().indexOf("golang:1.26");
        int far = error.remedy().indexOf("alpine:3.23");
        assertTrue(near >= 0 && far > near, error.remedy());
    }

    @Test
    void nothingIsMadeWhenAnotherImageIsNotToBeHad() {
        engine.with("debian:trixie", STAND_IN);
        var error =
                assertThrows(
                        BaseUnavailableException.class,
                        () -> resolve(true, "debian:trixie-slim", "nobody/nothing:1"));
        assertTrue(error.getMessage().contains("nobody/nothing:1"), error.getMessage());
        assertEquals(List.of(), engine.builds);
    }

    @Test
    void anInterruptedMakingLeavesNothing() throws Exception {
        engine.with("debian:trixie", STAND_IN);
        engine.mayBuild = new CountDownLatch(1);
        FutureTask<?> making = new FutureTask<>(() -> resolve(true, "debian:trixie-slim"));
        Thread thread = new Thread(making);
        thread.start();
        engine.buildBegun.await();
        thread.interrupt();

        var failure = assertThrows(ExecutionException.class, making::get);
        assertEquals(InterruptedException.class, failure.getCause().getClass());
        assertFalse(engine.images.containsKey("debian:trixie-slim"));
        try (Stream<Path> work = Files.list(cache.resolve("work"))) {
            assertEquals(List.of(), work.toList());
        }
    }

    @Test
    void elsewhereThanOnAmd64ThereAreNoStandIns() {
        engine.platform = "linux/arm64";
        var error =
                assertThrows(
                        BaseUnavailableException.class, () -> resolve(true, "debian:trixie-slim"));
        assertTrue(error.getMessage().contains("linux/arm64"), error.getMessage());
    }

    @Test
    void whatIsNoImageNameIsLeftToTheBuilder() throws Exception {
        engine.with("alpine:3.23");
        assertEquals(1, resolve(true, "Not A Name", "alpine:3.23").size());
    }

    @Test
    void theListSaysWhatTheEngineHas() {
        engine.with("golang:1.26").with("alpine:3.23", STAND_IN);
        Map<String, BaseListing.Origin> origins =
                bases(true).list().stream()
                        .collect(Collectors.toMap(BaseListing::name, BaseListing::origin));
        assertEquals(BaseListing.Origin.REAL, origins.get("golang:1.26"));
        assertEquals(BaseListing.Origin.STAND_IN, origins.get("alpine:3.23"));
        assertEquals(BaseListing.Origin.ABSENT, origins.get("debian:trixie"));
    }

    private List<ResolvedBase> resolve(boolean offline, String... names) throws Exception {
        return bases(offline).resolve(List.of(names), ProgressListener.NONE);
    }

    private BaseImages bases(boolean offline) {
        HostTools tools =
                new HostTools(
                        new Machine("Linux", "debian", true, true, false, false),
                        program -> true,
                        (packages, progress) -> {},
                        (packages, purpose) -> true);
        StandInWorkshop workshop =
                new StandInWorkshop(engine, catalogue, new CacheDirectory(cache), tools, "");
        return new BaseImages(engine, catalogue, workshop, offline);
    }
}
