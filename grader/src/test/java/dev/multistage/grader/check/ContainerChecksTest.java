package dev.multistage.grader.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.container.ContainerHealth;
import dev.multistage.grader.container.ContainerProcess;
import dev.multistage.grader.container.ContainerState;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks of a running container. */
class ContainerChecksTest {

    private static final String DOCKERFILE =
            "FROM scratch\nCOPY app /app\nUSER app\nENTRYPOINT [\"/app\"]\n";
    private static final ContainerState RUNS = new ContainerState(true, 0, false, "");

    private static Evidence image() {
        return Evidence.of(DOCKERFILE)
                .exposes(8080)
                .text("/etc/passwd", "root:x:0:0::/:\napp:x:1000:1000::/:\ntoor:x:0:0::/:\n");
    }

    private static String code(Outcome outcome) {
        return outcome.status() == Outcome.Status.FAILED
                ? outcome.code()
                : outcome.status().name().toLowerCase(java.util.Locale.ROOT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "''| runs-as-root",
                "root| runs-as-root",
                "0| runs-as-root",
                "000:1000| runs-as-root",
                "toor| root-in-disguise",
                "ghost| user-unknown",
                "app| passed",
                "65532| passed",
                "app:app| passed"
            })
    void nonRootUserLooksUpTheNumber(String user, String expected) {
        ContainerEvidence evidence = new FakeContainer().healthy(image().user(user).image());
        assertEquals(expected, code(new NonRootUser().examine(evidence)));
    }

    @Test
    void nonRootUserMeasuresEveryProcess() {
        FakeContainer setuid =
                new FakeContainer()
                        .processes(
                                new ContainerProcess(10, 1000, 1000, "/app"),
                                new ContainerProcess(11, 1000, 0, "/bin/rootsh"));
        Outcome outcome = new NonRootUser().examine(setuid.healthy(image().user("app").image()));
        assertEquals("root-process", outcome.code());
        assertTrue(outcome.observed().contains("/bin/rootsh"));
    }

    @Test
    void nonceMustComeBack() {
        FakeContainer canned = new FakeContainer().answers("/version", 200, "{\"version\": \"1\"}");
        assertEquals(
                "not-your-program",
                code(new NonceComesBack().examine(canned.healthy(image().image()))));
        FakeContainer built =
                new FakeContainer().answers("/version", 200, "{\"build\": \"n0nce\"}");
        assertEquals("passed", code(new NonceComesBack().examine(built.healthy(image().image()))));
        FakeContainer failing = new FakeContainer().answers("/version", 500, "n0nce");
        assertEquals(
                "not-your-program",
                code(new NonceComesBack().examine(failing.healthy(image().image()))));
    }

    @ParameterizedTest
    @CsvSource({
        "100, 0, false, passed",
        "100, 143, false, passed",
        "6000, 0, false, slow-stop",
        "100, 1, false, dirty-stop",
        "10000, 137, true, ignores-sigterm"
    })
    void gracefulStopJudgesTimeAndExitCode(long millis, int exit, boolean killed, String expected)
            throws InterruptedException {
        FakeContainer container =
                new FakeContainer().stops(Duration.ofMillis(millis), exit, killed);
        assertEquals(
                expected, code(new GracefulStop(5).examine(container.healthy(image().image()))));
    }

    @ParameterizedTest
    @CsvSource({
        "HEALTHY, UNHEALTHY, passed",
        "HEALTHY, HEALTHY, healthcheck-blind",
        "UNHEALTHY, UNHEALTHY, healthcheck-broken",
        "STARTING, STARTING, healthcheck-broken"
    })
    void healthcheckWorksWantsBothVerdicts(
            ContainerHealth.Status before, ContainerHealth.Status after, String expected)
            throws InterruptedException {
        FakeContainer container =
                new FakeContainer().answers("/health", 200, "{}").health(before, after);
        ImageEvidence image = image().healthcheck("CMD", "/probe").image();
        assertEquals(expected, code(new HealthcheckWorks().examine(container.healthy(image))));
    }

    @Test
    void healthcheckWorksNeedsNoContainerToMissIt() {
        assertEquals(
                "healthcheck-missing",
                code(new HealthcheckWorks().examineImage(image().image()).orElseThrow()));
        Outcome none =
                new HealthcheckWorks()
                        .examineImage(image().healthcheck("NONE").image())
                        .orElseThrow();
        assertEquals("HEALTHCHECK NONE", none.observed());
    }

    @Test
    void healthEndpointTellsFourFailuresApart() {
        FakeContainer container = new FakeContainer();
        HealthEndpoint check = new HealthEndpoint();
        ImageEvidence image = image().image();
        assertEquals(
                "never-started",
                code(
                        check.examine(
                                container.unhealthy(
                                        image,
                                        FakeContainer.answer(0, ""),
                                        new ContainerState(
                                                false,
                                                1,
                                                false,
                                                "exec /app: no such file or directory"),
                                        ""))));
        assertEquals(
                "no-answer",
                code(
                        check.examine(
                                container.unhealthy(
                                        image, FakeContainer.answer(0, ""), RUNS, ""))));
        assertEquals(
                "health-missing",
                code(
                        check.examine(
                                container.unhealthy(
                                        image, FakeContainer.answer(404, ""), RUNS, ""))));
        assertEquals(
                "health-failing",
                code(
                        check.examine(
                                container.unhealthy(
                                        image, FakeContainer.answer(503, ""), RUNS, ""))));
    }

    @Test
    void healthEndpointNamesTheUserLineIfTheEngineFindsNoSuchUser() {
        Outcome outcome =
                new HealthEndpoint()
                        .examine(
                                new FakeContainer()
                                        .unhealthy(
                                                Evidence.of(
                                                                "FROM scratch\nUSER app\nCMD [\"/app\"]\n")
                                                        .image(),
                                                FakeContainer.answer(0, ""),
                                                new ContainerState(
                                                        false,
                                                        0,
                                                        false,
                                                        "unable to find user app: no matching"
                                                                + " entries in passwd file"),
                                                ""));
        assertEquals("never-started", outcome.code());
        assertEquals(2, outcome.where().get(0).line());
        assertTrue(outcome.next().contains("USER 65532"), outcome.next());
    }

    @Test
    void portWantsExposeAndTheAppThere() {
        assertEquals(
                "port-not-exposed",
                code(
                        new Port()
                                .examine(
                                        new FakeContainer()
                                                .healthy(Evidence.of(DOCKERFILE).image()))));
        assertEquals(
                "passed", code(new Port().examine(new FakeContainer().healthy(image().image()))));
        ContainerEvidence elsewhere =
                new FakeContainer()
                        .listensOn(3000)
                        .unhealthy(image().image(), FakeContainer.answer(0, ""), RUNS, "");
        assertEquals("wrong-port", code(new Port().examine(elsewhere)));
        ContainerEvidence silent =
                new FakeContainer()
                        .listensOn()
                        .unhealthy(image().image(), FakeContainer.answer(0, ""), RUNS, "");
        assertEquals("blocked", code(new Port().examine(silent)));
    }

    @Test
    void readOnlyRootShowsWhatTheAppSaid() {
        ContainerEvidence writes =
                new FakeContainer()
                        .with(
                                image().image(),
                                new ContainerEvidence.Start(
                                        true,
                                        Duration.ofSeconds(1),
                                        Duration.ofSeconds(30),
                                        FakeContainer.answer(200, ""),
                                        RUNS,
                                        "",
                                        true,
                                        "EROFS: read-only file system, open '/app/cache'"));
        Outcome outcome = new ReadOnlyRoot().examine(writes);
        assertEquals("writes-outside", outcome.code());
        assertTrue(outcome.observed().contains("/app/cache"));
        assertEquals("writes only to /data", outcome.expected());
        assertEquals(
                "passed",
                code(new ReadOnlyRoot().examine(new FakeContainer().healthy(image().image()))));
    }
}
