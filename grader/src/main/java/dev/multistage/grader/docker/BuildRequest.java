package dev.multistage.grader.docker;

import static dev.multistage.grader.docker.EngineHttp.encode;

import com.fasterxml.jackson.core.JsonProcessingException;
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
 * @param logBytes how many bytes of step output to accept in all before giving up
 * @param diskBytes how many bytes the engine's disk may lose while the build runs before giving up
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
        long logBytes,
        long diskBytes) {

    public BuildRequest {
        buildArgs = Map.copyOf(buildArgs);
        labels = Map.copyOf(labels);
    }

    /** Ten minutes, 16 MB of output, 8 GB of disk. */
    public static BuildRequest of(BuildContext context, String tag) {
        return new BuildRequest(
                context,
                "Dockerfile",
                tag,
                "",
                Map.of(),
                Map.of(),
                false,
                Duration.ofMinutes(10),
                16_000_000,
                8_000_000_000L);
    }

    public BuildRequest withDockerfile(String path) {
        return new BuildRequest(
                context, path, tag, target, buildArgs, labels, noCache, budget, logBytes,
                diskBytes);
    }

    public BuildRequest withContext(BuildContext other) {
        return new BuildRequest(
                other,
                dockerfile,
                tag,
                target,
                buildArgs,
                labels,
                noCache,
                budget,
                logBytes,
                diskBytes);
    }

    public BuildRequest withTarget(String stage) {
        return new BuildRequest(
                context,
                dockerfile,
                tag,
                stage,
                buildArgs,
                labels,
                noCache,
                budget,
                logBytes,
                diskBytes);
    }

    public BuildRequest withLabels(Map<String, String> all) {
        return new BuildRequest(
                context,
                dockerfile,
                tag,
                target,
                buildArgs,
                all,
                noCache,
                budget,
                logBytes,
                diskBytes);
    }

    public BuildRequest withoutCache() {
        return new BuildRequest(
                context,
                dockerfile,
                tag,
                target,
                buildArgs,
                labels,
                true,
                budget,
                logBytes,
                diskBytes);
    }

    public BuildRequest within(Duration time, long log, long disk) {
        return new BuildRequest(
                context, dockerfile, tag, target, buildArgs, labels, noCache, time, log, disk);
    }

    /**
     * Returns how the engine is asked for this build.
     *
     * @param id the name by which the build can be cancelled
     */
    String path(String id) {
        StringBuilder path = new StringBuilder("/build?version=2");
        path.append("&buildid=").append(id);
        path.append("&dockerfile=").append(encode(dockerfile));
        path.append("&t=").append(encode(tag));
        if (!target.isEmpty()) {
            path.append("&target=").append(encode(target));
        }
        if (noCache) {
            path.append("&nocache=1");
        }
        parameter(path, "buildargs", buildArgs);
        parameter(path, "labels", labels);
        return path.toString();
    }

    private static void parameter(StringBuilder path, String name, Map<String, String> values) {
        if (values.isEmpty()) {
            return;
        }
        try {
            String json = EngineHttp.JSON.writeValueAsString(values);
            path.append('&').append(name).append('=').append(encode(json));
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException(bug);
        }
    }
}
