package dev.multistage.grader.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a learner's Kubernetes manifest holds, as kubectl reads it. */
final class KubernetesManifest {

    private static final Set<String> KINDS = Set.of("Deployment", "Service");

    /** As many as show every way to update; the cluster is somebody's. */
    private static final int MOST_REPLICAS = 10;

    /**
     * What a pod can ask for that the standard "restricted" allows and that is at the expense of
     * others in the cluster: a certain node, or their place.
     */
    private static final List<String> NOT_THE_APPS =
            List.of("nodeName", "priorityClassName", "priority");

    private KubernetesManifest() {}

    /** Returns what a manifest holds and the grader does not apply, if there is such a thing. */
    static Optional<String> wrong(List<JsonNode> things, String namespace) {
        long deployments = things.stream().filter(t -> kind(t).equals("Deployment")).count();
        if (deployments != 1) {
            return Optional.of("it holds " + deployments + " Deployments, and the app is one");
        }
        for (JsonNode thing : things) {
            if (!KINDS.contains(kind(thing))) {
                return Optional.of("it holds a " + kind(thing) + ", which the app does not need");
            }
            // kubectl fills in the one that it was told
            String named = thing.path("metadata").path("namespace").asText(namespace);
            if (!named.equals(namespace)) {
                return Optional.of("it names a namespace; whoever deploys chooses that");
            }
            Optional<String> wrong =
                    kind(thing).equals("Service") ? wrongService(thing) : wrongDeployment(thing);
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    /** A Service for the inside of the cluster is enough; others take ports or addresses of it. */
    private static Optional<String> wrongService(JsonNode service) {
        JsonNode spec = service.path("spec");
        String type = spec.path("type").asText("ClusterIP");
        if (!type.equals("ClusterIP")) {
            return Optional.of("it holds a Service of type " + type + "; ClusterIP is enough");
        }
        return spec.path("externalIPs").isEmpty()
                ? Optional.empty()
                : Optional.of("it holds a Service with externalIPs, which the app does not need");
    }

    private static Optional<String> wrongDeployment(JsonNode deployment) {
        int replicas = replicas(deployment);
        if (replicas < 1) {
            return Optional.of("replicas: " + replicas + " runs nothing");
        }
        if (replicas > MOST_REPLICAS) {
            return Optional.of(
                    "replicas: "
                            + replicas
                            + " are more than the "
                            + MOST_REPLICAS
                            + " given here");
        }
        JsonNode pod = deployment.path("spec").path("template").path("spec");
        return NOT_THE_APPS.stream()
                .filter(pod::has)
                .findFirst()
                .map(key -> "it names a " + key + ", which the app does not need");
    }

    /** Returns how many replicas a Deployment wants; 1 if it does not say. */
    static int replicas(JsonNode deployment) {
        return deployment.path("spec").path("replicas").asInt(1);
    }

    static String kind(JsonNode thing) {
        return thing.path("kind").asText();
    }

    /** Returns the images of all containers of a Deployment. */
    static List<String> images(JsonNode deployment) {
        List<String> images = new ArrayList<>();
        JsonNode pod = deployment.path("spec").path("template").path("spec");
        for (String part : List.of("containers", "initContainers")) {
            pod.path(part).forEach(container -> images.add(container.path("image").asText()));
        }
        return images;
    }

    /** Reads one object, several in a row, or a list of them. */
    static List<JsonNode> things(String text) {
        List<JsonNode> things = new ArrayList<>();
        int begin = text.indexOf('{');
        try (var all =
                EngineHttp.JSON
                        .readerFor(JsonNode.class)
                        .<JsonNode>readValues(text.substring(Math.max(0, begin)))) {
            while (all.hasNextValue()) {
                JsonNode one = all.nextValue();
                if (one.path("items").isArray()) {
                    one.path("items").forEach(things::add);
                } else {
                    things.add(one);
                }
            }
        } catch (IOException notJson) {
            return List.of();
        }
        return things;
    }
}
