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
        }
        return Optional.empty();
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
