package dev.multistage.grader.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.multistage.grader.container.ClusterRollout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A Kubernetes cluster that somebody names in {@code KUBECONFIG}, spoken to through kubectl. A
 * manifest gets a namespace of its own, in which the cluster itself enforces the pod security
 * standard "restricted" (https://kubernetes.io/docs/concepts/security/pod-security-standards), and
 * which is deleted afterwards.
 */
public final class KubernetesCluster {

    /** Only a cluster that is named on purpose is used, never the one of {@code ~/.kube}. */
    static final String VARIABLE = "KUBECONFIG";

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Duration ROLLOUT = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 250;
    private static final int ACCOUNT_TRIES = 40;

    /** No call waits for ever for a cluster that is gone. */
    private static final String PATIENCE = "--request-timeout=10s";

    private final Programs programs;
    private final WorkFolder folder;

    /** What a command of kubectl ended with and said. */
    private record Said(int exitCode, String text) {
        String bounded() {
            return EngineErrors.bounded(text.replaceAll("\\s*\\n\\s*", "; "));
        }
    }

    private KubernetesCluster(Programs programs, WorkFolder folder) {
        this.programs = programs;
        this.folder = folder;
    }

    /**
     * Has the cluster run one release and then another.
     *
     * @param manifest the learner's manifest, with {@code ${IMAGE}} where the image goes
     * @param first name of the first release by digest
     * @param second name of the second
     */
    public static ClusterRollout roll(String manifest, String first, String second)
            throws InterruptedException {
        String named = System.getenv().getOrDefault(VARIABLE, "");
        return roll(Programs.ofThisMachine(), named, manifest, first, second);
    }

    /** Returns whether a cluster is named. */
    public static boolean isGiven() {
        return !System.getenv().getOrDefault(VARIABLE, "").isBlank();
    }

    static ClusterRollout roll(
            Programs programs, String kubeconfig, String manifest, String first, String second)
            throws InterruptedException {
        if (kubeconfig.isBlank()) {
            return ClusterRollout.unavailable("no cluster is given; KUBECONFIG names one");
        }
        try (WorkFolder folder = WorkFolder.make()) {
            return new KubernetesCluster(programs, folder).examine(manifest, first, second);
        }
    }

    private ClusterRollout examine(String manifest, String first, String second)
            throws InterruptedException {
        Said version = kubectl("version", "-o", "json");
        if (version.exitCode() == Programs.NOT_FOUND) {
            return ClusterRollout.unavailable(
                    "KUBECONFIG names a cluster, but there is no kubectl");
        }
        String server = json(version).path("serverVersion").path("gitVersion").asText();
        if (server.isEmpty()) {
            return ClusterRollout.unavailable("the cluster does not answer: " + version.bounded());
        }
        String one = write("1.yaml", manifest.replace("${IMAGE}", first));
        String namespace = "grade-" + Owner.thisProcess().text() + "-k" + COUNT.incrementAndGet();
        Said read = kubectl("-n", namespace, "create", "--dry-run=client", "-o", "json", "-f", one);
        if (read.exitCode() != 0) {
            return ClusterRollout.invalid(read.bounded());
        }
        List<JsonNode> things = KubernetesManifest.things(read.text());
        Optional<String> wrong = KubernetesManifest.wrong(things, namespace);
        if (wrong.isPresent()) {
            return ClusterRollout.invalid(wrong.get());
        }
        JsonNode deployment =
                things.stream()
                        .filter(t -> KubernetesManifest.kind(t).equals("Deployment"))
                        .findFirst()
                        .get();
        List<String> images = KubernetesManifest.images(deployment);
        if (!images.stream().allMatch(first::equals)) {
            return new ClusterRollout("", "", images, "", 0, 0, server);
        }
        sweep();
        try {
            Optional<ClusterRollout> refused = open(namespace);
            return refused.isPresent()
                    ? refused.get()
                    : roll(
                            namespace,
                            one,
                            manifest.replace("${IMAGE}", second),
                            deployment,
                            server);
        } finally {
            delete(namespace);
        }
    }

    private ClusterRollout roll(
            String namespace, String one, String next, JsonNode deployment, String server)
            throws InterruptedException {
        List<String> images = KubernetesManifest.images(deployment);
        String name = deployment.path("metadata").path("name").asText();
        int wanted = KubernetesManifest.replicas(deployment);
        Said applied = kubectl("-n", namespace, "apply", "-f", one);
        if (applied.exitCode() != 0) {
            return ClusterRollout.invalid(applied.bounded());
        }
        Rolled first = rolled(namespace, name, wanted);
        if (!first.done()) {
            JsonNode pods = json(kubectl("-n", namespace, "get", "pods", "-o", "json"));
            return KubernetesPods.unpulled(pods, images)
                    ? ClusterRollout.unavailable(
                            "the cluster's nodes cannot pull from the registry of this machine")
                    : new ClusterRollout("", "", images, stuck(namespace, name), wanted, 0, server);
        }
        Said again = kubectl("-n", namespace, "apply", "-f", write("2.yaml", next));
        if (again.exitCode() != 0) {
            return ClusterRollout.invalid(again.bounded());
        }
        Rolled second = rolled(namespace, name, wanted);
        return new ClusterRollout(
                "",
                "",
                images,
                second.done() ? "" : stuck(namespace, name),
                wanted,
                second.fewest(),
                server);
    }

    /** How a rollout went: whether it came to its end, and the fewest replicas on the way. */
    private record Rolled(boolean done, int fewest) {}

    private Rolled rolled(String namespace, String name, int wanted) throws InterruptedException {
        long end = System.nanoTime() + ROLLOUT.toNanos();
        int fewest = wanted;
        while (System.nanoTime() < end) {
            Said said = kubectl("-n", namespace, "get", "deployment", name, "-o", "json");
            JsonNode now = json(said);
            if (said.exitCode() != 0 || now.isMissingNode()) {
                // no answer says nothing of the replicas
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS); // a busy cluster answers later
                continue;
            }
            JsonNode status = now.path("status");
            boolean seen =
                    status.path("observedGeneration").asLong()
                            >= now.path("metadata").path("generation").asLong(1);
            int available = status.path("availableReplicas").asInt();
            fewest = Math.min(fewest, available);
            if (seen
                    && status.path("updatedReplicas").asInt() == wanted
                    && status.path("replicas").asInt() == wanted
                    && available == wanted) {
                return new Rolled(true, fewest);
            }
            if (refused(status)) {
                break;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS); // the fewest shows only in many looks
        }
        return new Rolled(false, fewest);
    }

    /** Returns whether the cluster makes no pods at all, because it may not. */
    private static boolean refused(JsonNode status) {
        for (JsonNode condition : status.path("conditions")) {
            if (condition.path("type").asText().equals("ReplicaFailure")
                    && condition.path("status").asText().equals("True")) {
                return true;
            }
        }
        return false;
    }

    /** Says why a rollout does not go on, as far as the cluster knows. */
    private String stuck(String namespace, String name) throws InterruptedException {
        List<String> reasons = new ArrayList<>();
        JsonNode now = json(kubectl("-n", namespace, "get", "deployment", name, "-o", "json"));
        for (JsonNode condition : now.path("status").path("conditions")) {
            if (condition.path("type").asText().equals("ReplicaFailure")) {
                reasons.add(condition.path("message").asText());
            }
        }
        reasons.addAll(
                KubernetesPods.held(json(kubectl("-n", namespace, "get", "pods", "-o", "json"))));
        String all = String.join("; ", reasons.stream().map(String::strip).distinct().toList());
        return all.isEmpty()
                ? "not rolled out after " + ROLLOUT.toSeconds() + " s"
                : EngineErrors.bounded(all);
    }

    private Optional<ClusterRollout> open(String namespace) throws InterruptedException {
        Map<String, String> labels =
                Map.of(
                        Owner.LABEL,
                        Owner.thisProcess().text(),
                        "pod-security.kubernetes.io/enforce",
                        "restricted");
        String file =
                write(
                        "namespace.json",
                        EngineHttp.JSON
                                .valueToTree(
                                        Map.of(
                                                "apiVersion",
                                                "v1",
                                                "kind",
                                                "Namespace",
                                                "metadata",
                                                Map.of("name", namespace, "labels", labels)))
                                .toString());
        Said created = kubectl("create", "-f", file);
        if (created.exitCode() != 0) {
            return Optional.of(
                    ClusterRollout.unavailable(
                            "the cluster gives no namespace: " + created.bounded()));
        }
        // pods are refused until the namespace has its account
        for (int i = 0; i < ACCOUNT_TRIES; i++) {
            if (kubectl("-n", namespace, "get", "serviceaccount", "default").exitCode() == 0) {
                return Optional.empty();
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS); // the account comes without a word
        }
        return Optional.of(
                ClusterRollout.unavailable("the cluster does not complete a new namespace"));
    }

    private void delete(String namespace) throws InterruptedException {
        kubectl("delete", "namespace", namespace, "--wait=false", "--ignore-not-found");
    }

    /** Deletes namespaces of grades whose process on this machine is gone. */
    private void sweep() throws InterruptedException {
        JsonNode all = json(kubectl("get", "namespaces", "-l", Owner.LABEL, "-o", "json"));
        for (JsonNode one : all.path("items")) {
            String owner = one.path("metadata").path("labels").path(Owner.LABEL).asText();
            if (Owner.parse(owner).filter(Owner::gone).isPresent()) {
                delete(one.path("metadata").path("name").asText());
            }
        }
    }

    private static JsonNode json(Said said) {
        int begin = said.text().indexOf('{');
        try {
            return begin < 0
                    ? EngineHttp.JSON.missingNode()
                    : EngineHttp.JSON.readTree(said.text().substring(begin));
        } catch (JsonProcessingException notJson) {
            return EngineHttp.JSON.missingNode();
        }
    }

    private String write(String file, String text) {
        return folder.write(file, text).toString();
    }

    private Said kubectl(String... arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("kubectl", PATIENCE));
        command.addAll(List.of(arguments));
        StringBuilder text = new StringBuilder();
        int exitCode =
                programs.run(
                        command,
                        line -> {
                            synchronized (text) {
                                if (text.length() < 1 << 20) {
                                    text.append(line).append('\n');
                                }
                            }
                        });
        return new Said(exitCode, text.toString().replace(folder.path() + "/", ""));
    }
}
