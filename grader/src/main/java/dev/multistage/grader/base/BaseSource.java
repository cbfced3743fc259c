package dev.multistage.grader.base;

import dev.multistage.grader.docker.ProgressListener;
import dev.multistage.grader.dockerfile.ImageReference;
import java.util.Map;

/**
 * One place where base images come from. {@link BaseImages} asks its sources in order; a new source
 * (a mirror in the room, a kit file) is one more permitted class and one more entry in that order.
 */
sealed interface BaseSource permits EngineImages, Registries, StandIns {

    /**
     * Tries to have these images in the engine. An image that gets no answer was not tried, because
     * another of them is not to be had.
     *
     * @param wanted by the name as written
     */
    Map<String, Answer> find(Map<String, ImageReference> wanted, ProgressListener progress)
            throws InterruptedException;

    /** What a source says of one image. */
    sealed interface Answer {}

    /** The image is in the engine now. */
    record Found(ResolvedBase base) implements Answer {}

    /**
     * This source has no such image.
     *
     * @param reason why, a clause: {@code it is not in the engine}
     * @param remedy what the learner can do; may be empty
     */
    record Missing(String reason, String remedy) implements Answer {}
}
