package dev.multistage.grader.grading;

import dev.multistage.grader.base.BaseImages;
import dev.multistage.grader.base.BaseListing;
import dev.multistage.grader.base.BaseUnavailableException;
import dev.multistage.grader.base.ResolvedBase;
import dev.multistage.grader.check.BuildEvidence;
import dev.multistage.grader.check.ImageEvidence;
import dev.multistage.grader.context.BuildContext;
import dev.multistage.grader.context.FilteredContext;
import dev.multistage.grader.docker.BuildListener;
import dev.multistage.grader.docker.BuildRequest;
import dev.multistage.grader.docker.BuildResult;
import dev.multistage.grader.docker.BuildStep;
import dev.multistage.grader.docker.Engine;
import dev.multistage.grader.docker.ImageDescription;
import dev.multistage.grader.docker.ImageLabels;
import dev.multistage.grader.docker.Owner;
import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.dockerfile.ImageUse;
import dev.multistage.grader.dockerfile.Stage;
import dev.multistage.grader.exercise.Declaration;
import dev.multistage.grader.exercise.DidYouMean;
import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.exercise.Submission;
import dev.multistage.grader.explain.BuildInputs;
import dev.multistage.grader.explain.BuildRecord;
import dev.multistage.grader.explain.CacheMiss;
import dev.multistage.grader.explain.CacheReasons;
import dev.multistage.grader.explain.LineRun;
import dev.multistage.grader.image.DevDependencies;
import dev.multistage.grader.image.Image;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds the image of one Dockerfile of a submission. */
final class ImageBuilding {

    private final Engine engine;
    private final Submission submission;
    private final Exercise exercise;
    private final Declaration declaration;
    private final Options options;
    private final GradingListener listener;
    private final String file;
    private final Dockerfile dockerfile;
    private final ImageContents contents;
    private List<ResolvedBase> bases = List.of();
    private List<CacheMiss> misses = List.of();

    ImageBuilding(
            Engine engine,
            Submission submission,
            Options options,
            GradingListener listener,
            String file,
            Dockerfile dockerfile) {
        this.engine = engine;
        this.submission = submission;
        this.exercise = submission.exercise();
        this.declaration = exercise.declaration();
        this.options = options;
        this.listener = listener;
        this.file = file;
        this.dockerfile = dockerfile;
        this.contents = new ImageContents(engine, submission, options, file, dockerfile);
    }

    /**
     * Gets the base images and looks whether there is something to build with.
     *
     * @return what of the submission makes building pointless, if anything does
     * @throws BaseUnavailableException if an image is not to be had, and nothing is misspelt
     */
    Optional<BuildEvidence> prepare() throws InterruptedException {
        try {
            resolveBases();
        } catch (BaseUnavailableException unavailable) {
            // a misspelt stage looks like an image that nobody has
            return Optional.of(
                    TextJudging.misspeltStage(dockerfile)
                            .map(problem -> BuildVerdict.problem(file, dockerfile, problem))
                            .or(this::misspeltImage)
                            .orElseThrow(() -> unavailable));
        }
        long most = declaration.budgets().contextMegabytes() * 1_000_000L;
        return builtBase().or(() -> SubmissionContext.overBudget(context(), most));
    }

    /** Returns how the build of an image went. */
    BuildEvidence verdict(String tag, BuildResult result) {
        return result instanceof BuildResult.Built && empty(tag)
                ? BuildVerdict.emptyImage(file, dockerfile)
                : BuildVerdict.of(file, dockerfile, result);
    }

    /** Returns the base images that were found. */
    List<ResolvedBase> bases() {
        return bases;
    }

    /** Gets the base images that the Dockerfile names, and no others. */
    private List<ResolvedBase> resolveBases() throws InterruptedException {
        List<String> names =
                dockerfile.externalImages().stream()
                        .map(use -> use.reference().familiar())
                        .distinct()
                        .toList();
        bases =
                BaseImages.of(engine, options.consent(), options.offline())
                        .resolve(names, listener);
        return bases;
    }

    /** Returns the failure of a base image that is itself a built submission, if there is one. */
    private Optional<BuildEvidence> builtBase() {
        return dockerfile.externalImages().stream()
                .filter(
                        use ->
                                engine.describe(use.reference().familiar())
                                        .map(image -> image.labels().containsKey(Owner.SUBMISSION))
                                        .orElse(false))
                .findFirst()
                .map(use -> BuildVerdict.builtBase(file, dockerfile, use));
    }

    /** Returns the failure of a name that cannot be had because it is misspelt, if one is. */
    private Optional<BuildEvidence> misspeltImage() {
        List<String> known =
                BaseImages.of(engine, options.consent(), true).list().stream()
                        .map(BaseListing::name)
                        .toList();
        for (ImageUse use : dockerfile.externalImages()) {
            if (engine.describe(use.reference().familiar()).isPresent()) {
                continue;
            }
            if (use.kind() != ImageUse.Kind.FROM && use.asWritten().matches("[A-Za-z0-9_-]+")) {
                return Optional.of(BuildVerdict.unknownStage(file, dockerfile, use));
            }
            Optional<String> meant = DidYouMean.of(use.reference().familiar(), known);
            if (meant.isPresent() && !meant.get().equals(use.reference().familiar())) {
                return Optional.of(BuildVerdict.misspeltBase(file, dockerfile, use, meant.get()));
            }
        }
        return Optional.empty();
    }

    /** Returns the build context, which needs the base images' names. */
    FilteredContext context() {
        return SubmissionContext.of(submission, file, options.nonce(), bases, dockerfile);
    }

    /** Builds the image under this name, and tells why steps were not in the build cache. */
    BuildResult build(String tag) throws InterruptedException {
        BuildResult result = engine.build(request(tag), listener);
        if (result instanceof BuildResult.Built built) {
            BuildRecord record =
                    BuildInputs.record(
                            path(), dockerfile, context().included(), baseIds(), imageId(tag));
            misses = CacheReasons.of(dockerfile, memory().last(), record, runs(built.steps()));
            misses.forEach(miss -> listener.cacheMissed(file, miss));
            memory().remember(record);
        }
        return result;
    }

    /** Returns why steps of the last build were not in the build cache. */
    List<CacheMiss> misses() {
        return misses;
    }

    private BuildMemory memory() {
        return BuildMemory.of(submission, file, options);
    }

    private Map<String, String> baseIds() {
        Map<String, String> ids = new LinkedHashMap<>();
        bases.forEach(base -> ids.put(base.reference(), base.id()));
        return ids;
    }

    private String imageId(String tag) {
        return engine.describe(tag).map(ImageDescription::id).orElse("");
    }

    /** Returns the Dockerfile's path from the root of the repository. */
    String path() {
        boolean own = submission.source().equals("app");
        return (own ? exercise.path() : exercise.solutionPath()) + "/app/" + file;
    }

    /** Returns how a build ran the lines of the Dockerfile. */
    static List<LineRun> runs(List<BuildStep> steps) {
        Map<Integer, LineRun> runs = new LinkedHashMap<>();
        for (BuildStep step : steps) {
            if (!step.internal() && step.line() > 0) {
                double seconds = step.duration().toMillis() / 1e3;
                runs.merge(
                        step.line(),
                        new LineRun(step.line(), step.cached(), seconds),
                        (one, other) ->
                                new LineRun(
                                        one.line(),
                                        one.cached() && other.cached(),
                                        one.seconds() + other.seconds()));
            }
        }
        return List.copyOf(runs.values());
    }

    /**
     * Builds the image of a stage; after the whole build from the cache. Where the stage has no
     * name and a line copies the Dockerfile, what follows that line runs once more.
     */
    BuildResult buildStage(String tag, Stage stage) throws InterruptedException {
        String name = StageNaming.name(dockerfile, stage);
        BuildRequest request = request(tag).withTarget(name);
        return engine.build(
                stage.name().isPresent()
                        ? request
                        : request.withContext(StageNaming.named(context(), stage, name)),
                listener);
    }

    /** Builds again from an edited context, with the build cache. */
    BuildResult rebuild(String tag, BuildContext edited, BuildListener hearing)
            throws InterruptedException {
        return engine.build(warm(tag).withContext(edited), hearing);
    }

    private BuildRequest request(String tag) throws InterruptedException {
        return options.cold() ? warm(tag).withoutCache() : warm(tag);
    }

    private BuildRequest warm(String tag) throws InterruptedException {
        if (bases.isEmpty()) {
            resolveBases();
        }
        Declaration.Budgets budgets = declaration.budgets();
        return BuildRequest.of(context(), tag)
                .withDockerfile(file)
                .withLabels(labels())
                .within(
                        Duration.ofSeconds(budgets.buildSeconds()),
                        budgets.logMegabytes() * 1_000_000L,
                        budgets.diskMegabytes() * 1_000_000L);
    }

    /** Whether an image that was built has no layer, which engines refuse to export. */
    boolean empty(String tag) {
        return engine.describe(tag).filter(image -> image.diffIds().isEmpty()).isPresent();
    }

    private Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(Owner.SUBMISSION, exercise.id().toString());
        if (!options.keepTag().isEmpty()) {
            labels.put(ImageLabels.KEPT, exercise.id().toString());
        }
        return labels;
    }

    /** Reads the layers of an image, as far as they are not known from earlier. */
    Image analyse(String tag) {
        return ImageReading.of(
                engine,
                tag,
                options.cache(),
                Plants.secrets(declaration.plants(), options.nonce()));
    }

    /** Returns the image as evidence for checks. */
    ImageEvidence evidence(String tag) {
        return contents.evidence(analyse(tag));
    }

    /** Returns what the report says of the image. */
    GradedImage graded(ImageEvidence evidence, BuildResult result) {
        return contents.graded(evidence, bases, result);
    }

    /** Returns the packages that the app declares for development only. */
    DevDependencies developmentPackages() {
        return contents.developmentPackages();
    }
}
