package dev.multistage.grader.docker;

import dev.multistage.grader.docker.BuildResult.Reason;
import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.dockerfile.ImageReference;
import dev.multistage.grader.dockerfile.ImageUse;
import java.util.Optional;

/**
 * Sees to it that something can read the Dockerfile: the engine's own builder, the frontend that a
 * {@code # syntax=} line names, or one that the grader has made.
 */
final class FrontendChoice {

    private final Engine engine;
    private final BuildListener listener;

    FrontendChoice(Engine engine, BuildListener listener) {
        this.engine = engine;
        this.listener = listener;
    }

    /**
     * How to go on.
     *
     * @param upload the Dockerfile to send, empty for the learner's own
     * @param note what the report has to say about it, may be empty
     * @param refusal why nothing can be built, empty if something can
     */
    record Decision(Optional<FrontendLine> upload, String note, Optional<Refusal> refusal) {

        static final Decision UNCHANGED = new Decision(Optional.empty(), "", Optional.empty());

        static Decision upload(FrontendLine line, String note) {
            return new Decision(Optional.of(line), note, Optional.empty());
        }

        static Decision refuse(Reason reason, String message, int line) {
            return new Decision(
                    Optional.empty(), "", Optional.of(new Refusal(reason, message, line)));
        }
    }

    /** Why a Dockerfile cannot be built here. */
    record Refusal(Reason reason, String message, int line) {}

    /** Decides before the build. Most Dockerfiles cost no question to the engine. */
    Decision decide(byte[] content, Dockerfile dockerfile) throws InterruptedException {
        Optional<ImageUse> asked = dockerfile.frontend();
        Optional<NewSyntax> feature = NewSyntax.first(dockerfile);
        if (asked.isPresent()) {
            return asked(content, dockerfile, asked.get(), feature);
        }
        return feature.isEmpty() || readsHeredocs()
                ? Decision.UNCHANGED
                : withFrontend(content, 0, feature.get());
    }

    /** Decides anew after the engine's builder did not understand what the Dockerfile holds. */
    Decision afterRefusal(byte[] content, Dockerfile dockerfile) throws InterruptedException {
        Optional<NewSyntax> feature = NewSyntax.first(dockerfile);
        int line = dockerfile.frontend().map(use -> use.position().line()).orElse(0);
        return feature.isEmpty() ? Decision.UNCHANGED : withFrontend(content, line, feature.get());
    }

    private boolean readsHeredocs() {
        return engine.info().majorVersion() >= NewSyntax.HEREDOCS;
    }

    private Decision asked(
            byte[] content, Dockerfile dockerfile, ImageUse use, Optional<NewSyntax> feature)
            throws InterruptedException {
        int line = use.position().line();
        if (!isDockers(use.reference())) {
            return Decision.refuse(
                    Reason.UNSUPPORTED,
                    "The line # syntax="
                            + use.asWritten()
                            + " has another program read the Dockerfile; the grader builds with"
                            + " Docker's own (docker/dockerfile) only.",
                    line);
        }
        if (engine.describe(use.asWritten()).isPresent() || pulled(use.asWritten())) {
            return Decision.UNCHANGED;
        }
        if (feature.isPresent() && !readsHeredocs()) {
            return withFrontend(content, line, feature.get());
        }
        return Decision.upload(
                FrontendLine.without(content, dockerfile, line),
                "The line # syntax="
                        + use.asWritten()
                        + " was left out: that image is not here and no registry gives it. The"
                        + " engine's own builder read the Dockerfile.");
    }

    private static boolean isDockers(ImageReference frontend) {
        String name = frontend.withoutDigest().familiarName();
        return name.equals("docker/dockerfile") || name.equals("docker/dockerfile-upstream");
    }

    private boolean pulled(String image) throws InterruptedException {
        try {
            engine.pull(image, (what, done, total) -> {});
            return true;
        } catch (RegistryUnreachableException | ImageNotFoundException notToBeHad) {
            return false;
        }
    }

    /** Builds with a frontend that knows the feature, made here if it cannot be pulled. */
    private Decision withFrontend(byte[] content, int line, NewSyntax feature)
            throws InterruptedException {
        boolean there = engine.describe(FrontendImage.NAME).isPresent();
        if (!there && !pulled(FrontendImage.NAME)) {
            Optional<String> failure = FrontendImage.make(engine, listener);
            if (failure.isPresent()) {
                return Decision.refuse(
                        Reason.UNSUPPORTED,
                        "This engine ("
                                + engine.info().version()
                                + ") cannot read "
                                + feature.name()
                                + ". A newer builder ("
                                + FrontendImage.NAME
                                + ") could not be had: "
                                + failure.get()
                                + ".",
                        feature.line());
            }
        }
        FrontendLine upload =
                line > 0
                        ? FrontendLine.replaced(content, line, FrontendImage.NAME)
                        : FrontendLine.added(content, FrontendImage.NAME);
        return Decision.upload(
                upload,
                "Built with "
                        + FrontendImage.NAME
                        + ", because this engine ("
                        + engine.info().version()
                        + ") cannot read "
                        + feature.name()
                        + " itself.");
    }
}
