package dev.multistage.grader.check;

import static dev.multistage.grader.check.ExampleDeployment.FILE;
import static dev.multistage.grader.check.ExampleDeployment.MANIFEST;
import static dev.multistage.grader.check.ExampleDeployment.NO_CLUSTER;
import static dev.multistage.grader.check.ExampleDeployment.REFERENCE;
import static dev.multistage.grader.check.ExampleDeployment.container;
import static dev.multistage.grader.check.ExampleDeployment.evidence;
import static dev.multistage.grader.check.ExampleDeployment.image;
import static dev.multistage.grader.check.ExampleDeployment.reading;
import static dev.multistage.grader.check.ExampleDeployment.start;
import static dev.multistage.grader.check.ExampleDeployment.up;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.container.ClusterRollout;
import dev.multistage.grader.container.ComposeReading;
import dev.multistage.grader.container.HttpAnswer;
import dev.multistage.grader.container.Rollout;
import dev.multistage.grader.container.RunningContainer;
import dev.multistage.grader.container.ServiceContainer;
import dev.multistage.grader.container.Traffic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks of a deployment. */
class DeploymentChecksTest {

    private static final RollingUpdate UPDATE = new RollingUpdate("/next", "/watch");

    @ParameterizedTest
    @ValueSource(strings = {"app:1", "localhost:5000/x/app:1", ""})
    void aTagIsNoDigest(String image) {
        Outcome outcome =
                new DeployedByDigest().examine(evidence(reading(image, ""), up("healthy")));
        assertEquals("not-by-digest", outcome.code());
        assertEquals(3, outcome.where().get(0).line());
    }

    @Test
    void anotherDigestIsNotWhatWasPushed() {
        String other = REFERENCE.replace('a', 'b');
        assertEquals(
                "not-by-digest",
                new DeployedByDigest().examine(evidence(reading(other, ""), up("healthy"))).code());
        assertEquals(
                Outcome.Status.PASSED,
                new DeployedByDigest()
                        .examine(evidence(reading(REFERENCE, ""), up("healthy")))
                        .status());
    }

    @Test
    void whatTheMachineLacksIsNobodysFault() {
        DeploymentEvidence none =
                new DeploymentEvidence(
                        image(),
                        FILE,
                        "",
                        "there is no Compose",
                        ComposeReading.broken(""),
                        Optional.empty(),
                        Optional.empty(),
                        MANIFEST,
                        NO_CLUSTER);
        for (DeploymentCheck check : all()) {
            assertEquals(Outcome.Status.UNAVAILABLE, check.examine(none).status());
        }
    }

    @Test
    void aBrokenFileIsOneFailureAndNotSix() {
        DeploymentEvidence broken =
                evidence(ComposeReading.broken("yaml: line 2"), Optional.empty());
        for (DeploymentCheck check : all()) {
            Outcome outcome = check.examine(broken);
            if (check instanceof HealthyInCompose) {
                assertEquals("compose-invalid", outcome.code());
                assertTrue(outcome.observed().contains("line 2"));
            } else {
                assertEquals(Outcome.Status.BLOCKED, outcome.status(), check::requirement);
            }
        }
    }

    @Test
    void aFileThatReadsOthersIsRefusedOnceAndWithItsLine() {
        DeploymentEvidence refused =
                evidence(ComposeReading.refused("line 3 names include"), Optional.empty());
        Outcome outcome = new HealthyInCompose().examine(refused);
        assertEquals("compose-not-allowed", outcome.code());
        assertEquals(3, outcome.where().get(0).line());
        assertEquals(Outcome.Status.BLOCKED, new DeployedByDigest().examine(refused).status());
    }

    @ParameterizedTest
    @CsvSource({
        "line 3 is no YAML,3",
        "yaml: line 2: did not find expected key,2",
        "line 99 of another file,1",
        "service app has neither an image nor a build context,1"
    })
    void whatIsWrongWithTheFileIsShownWhereItIsSaidToBe(String problem, int line) {
        Outcome outcome =
                new HealthyInCompose()
                        .examine(evidence(ComposeReading.broken(problem), Optional.empty()));
        assertEquals(line, outcome.where().get(0).line());
    }

    @ParameterizedTest
    @CsvSource({
        "healthy,3,503,PASSED,''",
        "healthy,-1,-1,PASSED,''",
        "healthy,0,503,FAILED,blind-healthcheck",
        "healthy,0,0,FAILED,blind-healthcheck",
        "healthy,0,200,BLOCKED,''",
        "healthy,1,200,BLOCKED,''",
        "unhealthy,-1,-1,FAILED,not-healthy-in-compose",
        "starting,-1,-1,FAILED,not-healthy-in-compose"
    })
    void aHealthcheckHasToTellWellFromUnwell(
            String health, int broken, int answer, Outcome.Status status, String code) {
        ServiceContainer container = container(health, List.of("CMD", "/a"), true, 1, 1, "always");
        Outcome outcome =
                new HealthyInCompose()
                        .examine(
                                evidence(
                                        reading(REFERENCE, ""),
                                        Optional.of(start(container, broken, answer))));
        assertEquals(status, outcome.status());
        assertEquals(code, outcome.code());
    }

    @Test
    void aServiceWithoutAHealthcheckIsTold() {
        DeploymentEvidence.Start start = start(container("", List.of(), true, 1, 1, "always"));
        assertEquals(
                "no-healthcheck",
                new HealthyInCompose()
                        .examine(evidence(reading(REFERENCE, ""), Optional.of(start)))
                        .code());
    }

    @Test
    void whatIsNotGivenIsNamed() {
        ComposeReading reading = new ComposeReading("", REFERENCE, List.of("privileged"), "", "");
        Outcome outcome = new HealthyInCompose().examine(evidence(reading, Optional.empty()));
        assertEquals("compose-not-allowed", outcome.code());
        assertEquals("privileged", outcome.observed());
    }

    @ParameterizedTest
    @CsvSource({"0,1,memory", "1,0,CPU", "0,0,memory and CPU"})
    void everyMissingLimitIsNamed(long memory, double cpus, String missing) {
        DeploymentEvidence.Start start =
                start(container("healthy", List.of("CMD"), true, memory, cpus, "always"));
        Outcome outcome =
                new LimitsInCompose().examine(evidence(reading(REFERENCE, ""), Optional.of(start)));
        assertEquals("no-limits", outcome.code());
        assertEquals("no limit on " + missing, outcome.observed());
    }

    @Test
    void settingsAreReadFromTheContainer() {
        DeploymentEvidence.Start start =
                start(container("healthy", List.of("CMD"), false, 1, 1, "no"));
        DeploymentEvidence evidence = evidence(reading(REFERENCE, ""), Optional.of(start));
        assertEquals("writable-root", new ReadOnlyInCompose().examine(evidence).code());
        assertEquals("no-restart-policy", new RestartInCompose().examine(evidence).code());
        DeploymentEvidence right = evidence(reading(REFERENCE, ""), up("healthy"));
        assertEquals(Outcome.Status.PASSED, new ReadOnlyInCompose().examine(right).status());
        assertEquals(Outcome.Status.PASSED, new RestartInCompose().examine(right).status());
    }

    @Test
    void aPortOfTheHostAllowsNoUpdate() {
        Outcome outcome =
                UPDATE.examine(
                        evidence(reading(REFERENCE, "port 8080 of the host"), up("healthy")));
        assertEquals("not-scalable", outcome.code());
    }

    @Test
    void anUpdateThatLosesARequestFails() {
        HttpAnswer closed =
                new HttpAnswer(0, Map.of(), new byte[0], Duration.ofSeconds(1), "closed");
        Traffic.Loss loss =
                new Traffic.Loss("the old release", "GET /watch", Duration.ofSeconds(1), closed);
        Outcome outcome =
                updated(
                        List.of(loss),
                        100,
                        99,
                        new RunningContainer.Stop(Duration.ofSeconds(1), 137, true));
        assertEquals("requests-lost", outcome.code());
        assertTrue(outcome.observed().contains("1 of 100 requests lost"), outcome.observed());
        assertTrue(outcome.observed().contains("killed after 1.0 s"), outcome.observed());
    }

    @Test
    void anUpdateThatLosesNothingPasses() {
        assertEquals(
                Outcome.Status.PASSED,
                updated(
                                List.of(),
                                100,
                                100,
                                new RunningContainer.Stop(Duration.ofSeconds(4), 0, false))
                        .status());
    }

    @Test
    void withoutAClusterNothingIsSaidOfTheManifest() {
        assertEquals(Outcome.Status.UNAVAILABLE, rolled(NO_CLUSTER).status());
    }

    @ParameterizedTest
    @CsvSource({
        "'it holds 2 Deployments',0,0,'',manifest-invalid",
        "'',0,0,'',manifest-not-by-digest",
        "'',2,0,'ImagePullBackOff',not-rolled-out",
        "'',2,1,'',replicas-missing",
        "'',2,2,'',''"
    })
    void whatTheClusterSaysIsTheVerdict(
            String invalid, int wanted, int fewest, String stuck, String code) {
        Outcome outcome =
                rolled(
                        new ClusterRollout(
                                "", invalid, List.of("app:1"), stuck, wanted, fewest, "v1.36.3"));
        assertEquals(code, outcome.code());
        assertEquals(code.isEmpty(), outcome.status() == Outcome.Status.PASSED);
    }

    private static Outcome rolled(ClusterRollout cluster) {
        return new KubernetesRollout("deployment.yaml")
                .examine(evidence(reading(REFERENCE, ""), up("healthy")).with(cluster));
    }

    private static Outcome updated(
            List<Traffic.Loss> losses, int sent, int answered, RunningContainer.Stop stop) {
        Rollout rollout =
                new Rollout(
                        "",
                        new Traffic.Result(sent, answered, losses),
                        List.of(),
                        Optional.of(stop),
                        1);
        return UPDATE.examine(
                new DeploymentEvidence(
                        image(),
                        FILE,
                        REFERENCE,
                        "",
                        reading(REFERENCE, ""),
                        up("healthy"),
                        Optional.of(rollout),
                        MANIFEST,
                        NO_CLUSTER));
    }

    private static List<DeploymentCheck> all() {
        return List.of(
                new DeployedByDigest(),
                new HealthyInCompose(),
                new LimitsInCompose(),
                new ReadOnlyInCompose(),
                new RestartInCompose(),
                UPDATE);
    }
}
