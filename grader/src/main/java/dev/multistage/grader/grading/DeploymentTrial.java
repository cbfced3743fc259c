package dev.multistage.grader.grading;

import dev.multistage.grader.base.BaseImages;
import dev.multistage.grader.check.DeploymentCheck;
import dev.multistage.grader.check.DeploymentEvidence;
import dev.multistage.grader.check.DeploymentFile;
import dev.multistage.grader.check.ImageEvidence;
import dev.multistage.grader.check.KubernetesRollout;
import dev.multistage.grader.check.Outcome;
import dev.multistage.grader.check.RollingUpdate;
import dev.multistage.grader.container.ClusterRollout;
import dev.multistage.grader.container.ComposeReading;
import dev.multistage.grader.container.HttpAnswer;
import dev.multistage.grader.container.Rollout;
import dev.multistage.grader.container.RunningContainer;
import dev.multistage.grader.container.ServiceContainer;
import dev.multistage.grader.context.FileTree;
import dev.multistage.grader.context.FilteredContext;
import dev.multistage.grader.docker.BuildListener;
import dev.multistage.grader.docker.BuildRequest;
import dev.multistage.grader.docker.BuildResult;
import dev.multistage.grader.docker.ComposeCommand;
import dev.multistage.grader.docker.ComposeProject;
import dev.multistage.grader.docker.ContainerRequest;
import dev.multistage.grader.docker.Engine;
import dev.multistage.grader.docker.EngineException;
import dev.multistage.grader.docker.KubernetesCluster;
import dev.multistage.grader.docker.Owner;
import dev.multistage.grader.exercise.Criterion;
import dev.multistage.grader.exercise.Declaration;
import dev.multistage.grader.exercise.Submission;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Deploys an image as its Compose file says: registry, digest, Compose, update under load. What the
 * machine lacks for it is evidence as well.
 */
final class DeploymentTrial {

    private static final String NO_SECOND =
            "no second release can be built on the image: does it have an ONBUILD that fails?";

    /** The Compose file of a submission. */
    static final String FILE = "compose.yaml";

    private static final ClusterRollout NO_CLUSTER =
            ClusterRollout.unavailable("no cluster is given; KUBECONFIG names one");

    private static final String REGISTRY = "registry:2";
    private static final int REGISTRY_PORT = 5000;
    private static final long REGISTRY_MEMORY = 256_000_000;
    private static final int PROCESSES = 64;
    private static final Duration UP = Duration.ofSeconds(20);
    private static final int LOG_BYTES = 2_000;

    private final Engine engine;
    private final Submission submission;
    private final Declaration declaration;
    private final Options options;
    private final GradingListener listener;
    private final ImageEvidence image;
    private final List<Release> releases = new ArrayList<>();
    private final DeploymentFile file;
    private final DeploymentFile manifest;
    private Optional<Release> second = Optional.empty();

    DeploymentTrial(
            Engine engine,
            Submission submission,
            Options options,
            GradingListener listener,
            ImageEvidence image) {
        this.engine = engine;
        this.submission = submission;
        this.declaration = submission.exercise().declaration();
        this.options = options;
        this.listener = listener;
        this.image = image;
        this.file = new DeploymentFile(FILE, text(submission, FILE));
        String manifests =
                criteria(KubernetesRollout.class).map(KubernetesRollout::file).orElse("");
        this.manifest = new DeploymentFile(manifests, text(submission, manifests));
    }

    private <T> Optional<T> criteria(Class<T> check) {
        return declaration.rubric().stream()
                .map(Criterion::check)
                .filter(check::isInstance)
                .map(check::cast)
                .findFirst();
    }

    private static String text(Submission submission, String file) {
        byte[] content = submission.files().getOrDefault(file, new byte[0]);
        return new String(content, StandardCharsets.UTF_8);
    }

    /**
     * Judges the deployment, if the exercise asks for one. Comes last: the image is pulled anew
     * from a registry, so that nothing but its digest stays.
     */
    void judge(String tag, Verdicts verdicts) throws InterruptedException {
        List<Criterion> criteria = verdicts.criteria(image.file(), DeploymentCheck.class);
        if (criteria.isEmpty()) {
            return;
        }
        DeploymentEvidence deployment = run(tag);
        for (Criterion criterion : criteria) {
            Outcome judged = ((DeploymentCheck) criterion.check()).examine(deployment);
            verdicts.put(criterion, verdicts.blockedByNeed(criterion).orElse(judged));
        }
    }

    /**
     * Deploys the image, which loses its name and is pulled back by digest, and removes everything
     * again.
     */
    private DeploymentEvidence run(String tag) throws InterruptedException {
        ComposeSource source = new ComposeSource(engine, options, listener);
        Optional<ComposeCommand> compose = source.find();
        boolean cluster = criteria(KubernetesRollout.class).isPresent();
        if (compose.isEmpty() && !(cluster && KubernetesCluster.isGiven())) {
            return unavailable(source.missing());
        }
        listener.begins("pushing to a registry");
        try (RunningContainer registry = registry()) {
            Release first = publish(registry, tag, "1");
            DeploymentEvidence deployed =
                    compose.isPresent()
                            ? deploy(registry, compose.get(), first)
                            : unavailable(source.missing());
            return cluster ? deployed.with(roll(registry, first)) : deployed;
        } catch (RegistryMissingException missing) {
            return unavailable(missing.getMessage());
        } finally {
            releases.forEach(release -> release.remove(engine));
        }
    }

    private ClusterRollout roll(RunningContainer registry, Release first)
            throws InterruptedException {
        if (!KubernetesCluster.isGiven()) {
            return NO_CLUSTER;
        }
        Optional<Release> next = second(registry, first);
        if (next.isEmpty()) {
            return ClusterRollout.invalid(NO_SECOND);
        }
        listener.begins("deploying to the Kubernetes cluster");
        return manifest.exists()
                ? KubernetesCluster.roll(manifest.text(), first.reference(), next.get().reference())
                : ClusterRollout.invalid("there is no " + manifest.name());
    }

    private DeploymentEvidence unavailable(String why) {
        return new DeploymentEvidence(
                image,
                file,
                "",
                why,
                ComposeReading.broken(""),
                Optional.empty(),
                Optional.empty(),
                manifest,
                KubernetesCluster.isGiven() ? ClusterRollout.unavailable(why) : NO_CLUSTER);
    }

    private RunningContainer registry() throws InterruptedException {
        String name;
        try {
            name =
                    BaseImages.of(engine, options.consent(), options.offline())
                            .resolve(List.of(REGISTRY), listener)
                            .get(0)
                            .name();
        } catch (EngineException missing) {
            throw new RegistryMissingException(missing.getMessage());
        }
        RunningContainer registry =
                engine.start(
                        new ContainerRequest(
                                name,
                                REGISTRY_PORT,
                                Map.of("OTEL_TRACES_EXPORTER", "none"),
                                "",
                                false,
                                List.of(),
                                REGISTRY_MEMORY,
                                1.0,
                                PROCESSES,
                                List.of(),
                                UP));
        HttpAnswer answer = registry.await("/v2/", UP, HttpAnswer::ok);
        if (!answer.ok()) {
            String log = registry.log(LOG_BYTES);
            registry.close();
            throw new RegistryMissingException("the registry does not start: " + log);
        }
        return registry;
    }

    private Release publish(RunningContainer registry, String image, String version)
            throws InterruptedException {
        try {
            Release release = Release.publish(engine, registry, image, version, listener);
            releases.add(release);
            return release;
        } catch (EngineException refused) {
            throw new RegistryMissingException(
                    "the image cannot be pushed and pulled back: " + refused.getMessage());
        }
    }

    private Optional<Release> second(RunningContainer registry, Release first)
            throws InterruptedException {
        if (second.isEmpty()) {
            Optional<String> tag = buildSecond(first);
            if (tag.isPresent()) {
                second = Optional.of(publish(registry, tag.get(), "2"));
            }
        }
        return second;
    }

    /**
     * Makes the next release: the same program, and yet another image with another digest. It is
     * empty if the image lets nothing be built on it, for example by an ONBUILD that fails.
     */
    private Optional<String> buildSecond(Release first) throws InterruptedException {
        String tag = Owner.newTag();
        String dockerfile =
                "FROM " + first.reference() + "\nLABEL org.opencontainers.image.version=2\n";
        FilteredContext context =
                FilteredContext.of(FileTree.EMPTY.with("Dockerfile", dockerfile), "Dockerfile");
        BuildResult result = engine.build(BuildRequest.of(context, tag), BuildListener.NONE);
        return result instanceof BuildResult.Built ? Optional.of(tag) : Optional.empty();
    }

    private DeploymentEvidence deploy(
            RunningContainer registry, ComposeCommand compose, Release first)
            throws InterruptedException {
        if (!file.exists()) {
            return evidence(
                    first,
                    ComposeReading.broken(
                            submission.defects().getOrDefault(FILE, "there is no " + FILE)),
                    Optional.empty(),
                    Optional.empty());
        }
        Optional<RollingUpdate> update = criteria(RollingUpdate.class);
        byte[] content = submission.files().get(FILE);
        try (ComposeProject project = engine.compose(compose, content, declaration.port())) {
            ComposeReading reading = project.read(first.reference());
            if (!reading.startable()) {
                return evidence(first, reading, Optional.empty(), Optional.empty());
            }
            ComposeUpdate running = new ComposeUpdate(project, declaration);
            DeploymentEvidence.Start start = running.start(first);
            boolean ready =
                    start.container().map(ServiceContainer::healthy).orElse(false)
                            && reading.unscalable().isEmpty();
            Optional<Rollout> rollout = Optional.empty();
            if (ready && update.isPresent()) {
                Optional<Release> next = second(registry, first);
                listener.begins("updating it while clients send requests");
                rollout =
                        Optional.of(
                                next.isEmpty()
                                        ? Rollout.failed(NO_SECOND)
                                        : running.update(
                                                start.container().get(), next.get(), update.get()));
            }
            return evidence(first, reading, Optional.of(running.broken(start)), rollout);
        }
    }

    private DeploymentEvidence evidence(
            Release first,
            ComposeReading reading,
            Optional<DeploymentEvidence.Start> start,
            Optional<Rollout> rollout) {
        return new DeploymentEvidence(
                image, file, first.reference(), "", reading, start, rollout, manifest, NO_CLUSTER);
    }

    /** There is no registry to deploy from; its message says why. */
    private static final class RegistryMissingException extends RuntimeException {
        private static final long serialVersionUID = 1;

        RegistryMissingException(String why) {
            super(why);
        }
    }
}
