package dev.multistage.grader.docker;

import dev.multistage.grader.context.BuildContext;
import java.time.Duration;
import java.util.Map;

/**
 * One build.
 *
 * @param context the files that are sent to the engine, already filtered by .dockerignore
 * @param dockerfile the path of the Dockerfile inside the context
 * @param tag the name that the image gets
 * @param target the stage to build; empty for the last one
 * @param buildArgs values for ARG
 * @param labels labels that the image gets
 * @param noCache whether to ignore the build cache
 * @param budget when to give up; a build over it ends as {@link BuildResult.Failed} with {@link
 *     BuildResult.Reason#OVER_TIME}
 * @param logBytes how many bytes of step output to keep and to accept in all before giving up
 */
public record BuildRequest(
        BuildContext context,
        String dockerfile,
        String tag,
        String target,
        Map<String, String> buildArgs,
        Map<String, String> labels,
        boolean noCache,
        Duration budget,
        long logBytes) {

    public BuildRequest {
        buildArgs = Map.copyOf(buildArgs);
        labels = Map.copyOf(labels);
    }
}
