package dev.multistage.grader.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Why pods do not run, as {@code kubectl get pods -o json} lists them. */
final class KubernetesPods {

    /** The kubelet's own words for an image that it cannot get; a program cannot cause them. */
    private static final Set<String> NO_IMAGE = Set.of("ErrImagePull", "ImagePullBackOff");

    private KubernetesPods() {}

    /**
     * Returns whether a node could not pull one of these images. What a program wrote before it
     * ended stands in the same list and says nothing about that.
     */
    static boolean unpulled(JsonNode pods, List<String> images) {
        for (JsonNode container : containers(pods)) {
            JsonNode waiting = container.path("state").path("waiting");
            String message = waiting.path("message").asText();
            if (NO_IMAGE.contains(waiting.path("reason").asText())
                    && images.stream().anyMatch(message::contains)) {
                return true;
            }
        }
        return false;
    }

    /** Returns what holds up each container that is not ready; untrusted. */
    static List<String> held(JsonNode pods) {
        List<String> reasons = new ArrayList<>();
        for (JsonNode container : containers(pods)) {
            JsonNode state = container.path("state");
            JsonNode held = state.has("waiting") ? state.path("waiting") : state.path("terminated");
            if (!held.isMissingNode()) {
                reasons.add(held.path("reason").asText() + " " + held.path("message").asText());
            } else if (!container.path("ready").asBoolean()) {
                reasons.add("a pod runs and is not ready");
            }
        }
        return reasons;
    }

    private static List<JsonNode> containers(JsonNode pods) {
        List<JsonNode> containers = new ArrayList<>();
        for (JsonNode pod : pods.path("items")) {
            pod.path("status").path("initContainerStatuses").forEach(containers::add);
            pod.path("status").path("containerStatuses").forEach(containers::add);
        }
        return containers;
    }
}
