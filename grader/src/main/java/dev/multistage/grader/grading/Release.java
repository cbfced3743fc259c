package dev.multistage.grader.grading;

import dev.multistage.grader.container.HttpAnswer;
import dev.multistage.grader.container.RunningContainer;
import dev.multistage.grader.digest.Digest;
import dev.multistage.grader.docker.Engine;
import dev.multistage.grader.docker.EngineException;
import dev.multistage.grader.docker.Owner;
import dev.multistage.grader.docker.ProgressListener;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * An image that went to a registry and came back by the digest of its manifest.
 *
 * @param reference the image's name by digest
 */
record Release(String reference) {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String MANIFESTS =
            "application/vnd.oci.image.index.v1+json,application/vnd.oci.image.manifest.v1+json,"
                    + "application/vnd.docker.distribution.manifest.list.v2+json,"
                    + "application/vnd.docker.distribution.manifest.v2+json";

    /**
     * Pushes an image under a new tag, removes every name that it has here, and pulls it back.
     *
     * @param image its name here, which it loses
     * @param version the tag
     */
    static Release publish(
            Engine engine,
            RunningContainer registry,
            String image,
            String version,
            ProgressListener progress)
            throws InterruptedException {
        String repository = Owner.repository("localhost:" + registry.publishedPort(), "app");
        String tagged = repository + ":" + version;
        engine.tag(image, tagged);
        try {
            String pushed = engine.push(tagged, progress);
            String stored = digest(registry, repository, version);
            if (!stored.equals(pushed)) {
                throw new EngineException(
                        "The registry has " + stored + " where the engine pushed " + pushed + ".",
                        "Start the grade again.");
            }
            engine.remove(image);
            engine.remove(tagged);
            Release release = new Release(repository + "@" + pushed);
            engine.pull(release.reference(), progress);
            return release;
        } catch (EngineException | InterruptedException failed) {
            engine.remove(tagged);
            engine.remove(image);
            throw failed;
        }
    }

    /** Computes the digest of the manifest that the registry stores under a tag. */
    private static String digest(RunningContainer registry, String repository, String version) {
        String path = repository.substring(repository.indexOf('/'));
        HttpAnswer manifest =
                registry.request(
                        "GET",
                        "/v2" + path + "/manifests/" + version,
                        Map.of("Accept", MANIFESTS),
                        new byte[0],
                        PATIENCE);
        if (!manifest.ok()) {
            String said = new String(manifest.body(), StandardCharsets.UTF_8);
            throw new EngineException(
                    "The registry does not know what was pushed: " + manifest.status() + " " + said,
                    "Start the grade again.");
        }
        return Digest.of(manifest.body()).reference();
    }

    /** Removes it from the engine. */
    void remove(Engine engine) {
        engine.remove(reference);
    }
}
