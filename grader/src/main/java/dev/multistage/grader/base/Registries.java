package dev.multistage.grader.base;

import dev.multistage.grader.docker.Engine;
import dev.multistage.grader.docker.EngineException;
import dev.multistage.grader.docker.ImageNotFoundException;
import dev.multistage.grader.docker.ProgressListener;
import dev.multistage.grader.docker.RegistryUnreachableException;
import dev.multistage.grader.dockerfile.ImageReference;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The registries that the engine pulls from. One that did not answer is not asked again by this
 * process.
 */
final class Registries implements BaseSource {

    /** What is said of registries that did not answer an engine of this process. */
    private static final Map<Engine, Map<String, String>> SILENT =
            Collections.synchronizedMap(new WeakHashMap<>());

    private final Engine engine;
    private final Map<String, String> silent;

    Registries(Engine engine) {
        this.engine = engine;
        this.silent = SILENT.computeIfAbsent(engine, asked -> new ConcurrentHashMap<>());
    }

    @Override
    public Map<String, Answer> find(Map<String, ImageReference> wanted, ProgressListener progress)
            throws InterruptedException {
        Map<String, Answer> answers = new LinkedHashMap<>();
        for (var entry : wanted.entrySet()) {
            answers.put(entry.getKey(), pull(entry.getKey(), entry.getValue(), progress));
        }
        return answers;
    }

    private Answer pull(String written, ImageReference reference, ProgressListener progress)
            throws InterruptedException {
        String registry = reference.registry();
        if (silent.containsKey(registry)) {
            return new Missing(silent.get(registry), "");
        }
        try {
            engine.pull(written, progress);
        } catch (RegistryUnreachableException noAnswer) {
            silent.put(registry, registry + " does not answer");
            return new Missing(silent.get(registry), "Check the network, then start again.");
        } catch (ImageNotFoundException unknown) {
            return new Missing(registry + " does not know it", unknown.remedy());
        } catch (EngineException refused) {
            // a rate limit, a proxy, a certificate: the next source may still have it
            return new Missing(
                    "it could not be pulled (" + refused.getMessage() + ")", refused.remedy());
        }
        return engine.describe(written)
                .<Answer>map(
                        image ->
                                new Found(
                                        EngineImages.resolved(
                                                written,
                                                written,
                                                reference,
                                                image,
                                                false,
                                                "pulled from " + registry)))
                .orElseGet(() -> new Missing("it was pulled and is not in the engine", ""));
    }
}
