package dev.multistage.grader.container;

import java.util.List;

/**
 * What a Kubernetes cluster made of a learner's manifest.
 *
 * @param unavailable what is missing for it; empty if it was tried
 * @param invalid why the manifest is not taken; empty if it is. May hold untrusted text
 * @param images images of the Deployment's containers, as the manifest names them
 * @param stuck why the first release did not come up, or the second did not take over; empty if
 *     both did. May hold untrusted text
 * @param wanted how many replicas the Deployment wants
 * @param fewest the fewest that were available while the second release took over
 * @param version the cluster's version
 */
public record ClusterRollout(
        String unavailable,
        String invalid,
        List<String> images,
        String stuck,
        int wanted,
        int fewest,
        String version) {

    public ClusterRollout {
        images = List.copyOf(images);
    }

    /** It was not tried. */
    public static ClusterRollout unavailable(String why) {
        return new ClusterRollout(why, "", List.of(), "", 0, 0, "");
    }

    /** The manifest is not taken. */
    public static ClusterRollout invalid(String why) {
        return new ClusterRollout("", why, List.of(), "", 0, 0, "");
    }
}
