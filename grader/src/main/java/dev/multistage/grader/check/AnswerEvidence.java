package dev.multistage.grader.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers and the images that they are about.
 *
 * @param answers what was answered
 * @param dockerfile the Dockerfile whose image is asked about
 * @param dockerfiles all Dockerfiles of the exercise
 * @param images the images that were built, by Dockerfile
 */
public record AnswerEvidence(
        Answers answers,
        String dockerfile,
        List<String> dockerfiles,
        Map<String, ImageEvidence> images) {

    public AnswerEvidence {
        dockerfiles = List.copyOf(dockerfiles);
        images = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(images));
    }

    /** Returns the image that is asked about, if it was built. */
    public Optional<ImageEvidence> image() {
        return Optional.ofNullable(images.get(dockerfile));
    }

    /** Returns the first Dockerfile whose image is missing. */
    public Optional<String> unbuilt() {
        return dockerfiles.stream().filter(name -> !images.containsKey(name)).findFirst();
    }
}
