package dev.multistage.grader.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.container.ClusterRollout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of a cluster, and what is made of its answers; the cluster is kubectl's part. */
class KubernetesClusterTest {

    private static final String FIRST = "localhost:5000/x/app@sha256:" + "a".repeat(64);
    private static final String SECOND = "localhost:5000/x/app@sha256:" + "b".repeat(64);
    private static final String VERSION = "{\"serverVersion\": {\"gitVersion\": \"v1.36.3\"}}";
    private static final String UP =
            "{\"metadata\": {\"generation\": 1}, \"status\": {\"observedGeneration\": 1,"
                    + " \"replicas\": 2, \"updatedReplicas\": 2, \"availableReplicas\": 2}}";

    private final FakePrograms kubectl = new FakePrograms();

    @Test
    void withoutAKubeconfigNothingIsRun() throws InterruptedException {
        ClusterRollout rollout = KubernetesCluster.roll(kubectl, "", "kind: x", FIRST, SECOND);
        assertFalse(rollout.unavailable().isEmpty());
        assertTrue(kubectl.ran().isEmpty());
    }

    @Test
    void aClusterThatDoesNotAnswerIsUnavailable() throws InterruptedException {
        kubectl.when("version", 1, "The connection to the server was refused");
        assertTrue(roll().unavailable().contains("refused"));
    }

    @Test
    void bothReleasesAreAppliedInANamespaceThatIsDeletedAgain() throws InterruptedException {
        kubectl.when("version", 0, VERSION)
                .when("dry-run", 0, deployment(FIRST))
                .when("get deployment", 0, UP);
        ClusterRollout rollout = roll();
        assertEquals("", rollout.unavailable() + rollout.invalid() + rollout.stuck());
        assertEquals(2, rollout.wanted());
        assertEquals(2, rollout.fewest());
        assertEquals("v1.36.3", rollout.version());
        assertEquals(2, kubectl.ran().stream().filter(c -> c.contains(" apply ")).count());
        String last = kubectl.ran().get(kubectl.ran().size() - 1);
        assertTrue(last.contains("delete namespace grade-"), last);
    }

    @Test
    void aTagIsNotApplied() throws InterruptedException {
        kubectl.when("version", 0, VERSION).when("dry-run", 0, deployment("app:latest"));
        ClusterRollout rollout = roll();
        assertEquals("app:latest", rollout.images().get(0));
        assertEquals(0, rollout.wanted());
        assertTrue(kubectl.ran().stream().noneMatch(c -> c.contains("apply")));
    }

    @Test
    void whatTheAppDoesNotNeedIsNotApplied() throws InterruptedException {
        kubectl.when("version", 0, VERSION)
                .when("dry-run", 0, deployment(FIRST), "{\"kind\": \"ClusterRoleBinding\"}");
        assertTrue(roll().invalid().contains("ClusterRoleBinding"));
    }

    @Test
    void theNamespaceThatKubectlFillsInIsNotTheManifests() throws InterruptedException {
        kubectl.when("version", 0, VERSION)
                .when("dry-run", 0, deployment(FIRST))
                .when("get deployment", 0, UP);
        roll();
        assertTrue(
                kubectl.ran().stream()
                        .filter(c -> c.contains("dry-run"))
                        .allMatch(c -> c.contains("-n grade-")));
    }

    @Test
    void aRolloutThatMayMakeNoPodsIsNotWaitedFor() throws InterruptedException {
        kubectl.when("version", 0, VERSION)
                .when("dry-run", 0, deployment(FIRST))
                .when(
                        "get deployment",
                        0,
                        "{\"status\": {\"conditions\": [{\"type\": \"ReplicaFailure\", \"status\":"
                                + " \"True\", \"message\": \"violates PodSecurity\"}]}}");
        assertEquals("violates PodSecurity", roll().stuck());
    }

    @Test
    void aNamespaceOfItsOwnIsNotTaken() throws InterruptedException {
        String elsewhere =
                deployment(FIRST)
                        .replace("\"name\": \"app\"", "\"name\": \"app\", \"namespace\": \"prod\"");
        kubectl.when("version", 0, VERSION).when("dry-run", 0, elsewhere);
        assertTrue(roll().invalid().contains("namespace"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"LoadBalancer", "NodePort", "ExternalName"})
    void aServiceForTheOutsideIsNotApplied(String type) throws InterruptedException {
        kubectl.when("version", 0, VERSION)
                .when(
                        "dry-run",
                        0,
                        deployment(FIRST),
                        "{\"kind\": \"Service\", \"spec\": {\"type\": \"" + type + "\"}}");
        assertTrue(roll().invalid().contains(type));
    }

    @Test
    void anAddressOfTheOutsideIsNotApplied() throws InterruptedException {
        kubectl.when("version", 0, VERSION)
                .when(
                        "dry-run",
                        0,
                        deployment(FIRST),
                        "{\"kind\": \"Service\", \"spec\": {\"externalIPs\": [\"10.0.0.1\"]}}");
        assertTrue(roll().invalid().contains("externalIPs"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nodeName", "priorityClassName"})
    void aPodAtTheExpenseOfOthersIsNotApplied(String key) throws InterruptedException {
        String greedy =
                deployment(FIRST)
                        .replace("\"containers\"", "\"" + key + "\": \"x\", \"containers\"");
        kubectl.when("version", 0, VERSION).when("dry-run", 0, greedy);
        assertTrue(roll().invalid().contains(key));
        assertTrue(kubectl.ran().stream().noneMatch(c -> c.contains("apply")));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 11})
    void replicasAreNeitherNoneNorManyAndNoneIsNoTag(int replicas) throws InterruptedException {
        String other = deployment(FIRST).replace(" 2,", " " + replicas + ",");
        kubectl.when("version", 0, VERSION).when("dry-run", 0, other);
        assertTrue(roll().invalid().contains("replicas: " + replicas));
    }

    @Test
    void aRoundWithoutAnAnswerSaysNothingOfTheReplicas() throws InterruptedException {
        kubectl.when("version", 0, VERSION)
                .when("dry-run", 0, deployment(FIRST))
                .once("get deployment", 0, UP)
                .once("get deployment", 1, "Unable to connect to the server: i/o timeout")
                .once("get deployment", 1, "{\"kind\": \"Status\", \"status\": \"Failure\"}")
                .when("get deployment", 0, UP);
        ClusterRollout rollout = roll();
        assertEquals("", rollout.stuck());
        assertEquals(2, rollout.fewest());
    }

    @Test
    void everyCallHasATimeLimit() throws InterruptedException {
        kubectl.when("version", 0, VERSION)
                .when("dry-run", 0, deployment(FIRST))
                .when("get deployment", 0, UP);
        roll();
        assertTrue(kubectl.ran().stream().allMatch(c -> c.contains("--request-timeout=")));
    }

    @ParameterizedTest
    @CsvSource({"ErrImagePull,true", "ImagePullBackOff,true", "CrashLoopBackOff,false"})
    void onlyTheKubeletCanSayThatAnImageIsNotToBeHad(String reason, boolean unavailable)
            throws InterruptedException {
        stuckWith("waiting", reason, "pulling " + FIRST + ": localhost:5000: connection refused");
        assertEquals(unavailable, !roll().unavailable().isEmpty());
    }

    @Test
    void whatAProgramWritesBeforeItEndsIsNoExcuse() throws InterruptedException {
        stuckWith("terminated", "ErrImagePull", FIRST + " localhost:5000: connection refused");
        ClusterRollout rollout = roll();
        assertEquals("", rollout.unavailable());
        assertTrue(rollout.stuck().contains("connection refused"));
    }

    /** The rollout does not go on, and a container is in this state. */
    private void stuckWith(String state, String reason, String message) {
        kubectl.when("version", 0, VERSION)
                .when("dry-run", 0, deployment(FIRST))
                .when(
                        "get deployment",
                        0,
                        "{\"status\": {\"conditions\": [{\"type\": \"ReplicaFailure\", \"status\":"
                                + " \"True\"}]}}")
                .when(
                        "get pods",
                        0,
                        String.format(
                                "{\"items\": [{\"status\": {\"containerStatuses\": [{\"state\": {\"%s\":"
                                        + " {\"reason\": \"%s\", \"message\": \"%s\"}}}]}}]}",
                                state, reason, message));
    }

    private ClusterRollout roll() throws InterruptedException {
        return KubernetesCluster.roll(kubectl, "/a/kubeconfig", "image: ${IMAGE}", FIRST, SECOND);
    }

    private static String deployment(String image) {
        return "{\"kind\": \"Deployment\", \"metadata\": {\"name\": \"app\"}, \"spec\": {\"replicas\":"
                + " 2, \"template\": {\"spec\": {\"containers\": [{\"image\": \""
                + image
                + "\"}]}}}}";
    }
}
