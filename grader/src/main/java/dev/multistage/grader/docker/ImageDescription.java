package dev.multistage.grader.docker;

import java.util.List;
import java.util.Map;

/**
 * An image as the engine describes it.
 *
 * @param id the image id, {@code sha256:…}
 * @param tags the names it has
 * @param labels the labels of its config
 * @param diffIds digests of its unpacked layers, lowest first
 * @param engineSize the engine's own size figure, in bytes; it has three meanings in the wild and
 *     is good only for telling a person how much disk an image takes
 * @param repoDigests names by digest, as given by the registry it came from
 * @param user the config's {@code User}
 */
public record ImageDescription(
        String id,
        List<String> tags,
        Map<String, String> labels,
        List<String> diffIds,
        long engineSize,
        List<String> repoDigests,
        String user) {

    public ImageDescription {
        tags = List.copyOf(tags);
        labels = Map.copyOf(labels);
        diffIds = List.copyOf(diffIds);
        repoDigests = List.copyOf(repoDigests);
    }
}
