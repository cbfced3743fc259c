package dev.multistage.grader.grading;

import dev.multistage.grader.check.BuildEvidence;
import dev.multistage.grader.check.ContainerCheck;
import dev.multistage.grader.check.ImageCheck;
import dev.multistage.grader.check.ImageEvidence;
import dev.multistage.grader.check.Outcome;
import dev.multistage.grader.check.RebuildCheck;
import dev.multistage.grader.check.VerifiesTls;
import dev.multistage.grader.container.TlsServer;
import dev.multistage.grader.docker.BuildResult;
import dev.multistage.grader.docker.Engine;
import dev.multistage.grader.docker.EngineException;
import dev.multistage.grader.docker.EngineInfo;
import dev.multistage.grader.docker.Owner;
import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.exercise.Criterion;
import dev.multistage.grader.exercise.Declaration;
import dev.multistage.grader.exercise.Submission;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** One grade from beginning to end. */
final class GradingRun {

    private final Submission submission;
    private final Options options;
    private final GradingListener listener;
    private final EngineSource engines;
    private final Declaration declaration;
    private final Verdicts verdicts;
    private final AnswerJudging answers;
    private final TextJudging texts;
    private final Stopwatch watch = new Stopwatch();
    private final List<GradedImage> images = new ArrayList<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private Optional<EngineInfo> info = Optional.empty();
    private CompletableFuture<Void> sweeping = CompletableFuture.completedFuture(null);
    private Optional<CompletableFuture<TlsServer>> server = Optional.empty();
    private double statics;
    private double bases;
    private double build;
    private double analyse;
    private double run;

    GradingRun(
            Submission submission,
            Options options,
            GradingListener listener,
            EngineSource engines) {
        this.submission = submission;
        this.options = options;
        this.listener = listener;
        this.engines = engines;
        this.declaration = submission.exercise().declaration();
        this.verdicts = new Verdicts(submission.exercise());
        this.answers = new AnswerJudging(submission, verdicts);
        this.texts = new TextJudging(submission, options, verdicts);
    }

    Grade grade() throws InterruptedException {
        try {
            answers.judgeFiles();
            texts.judge();
            statics = watch.lap();
            if (!texts.dockerfiles().isEmpty() && !verdicts.decided()) {
                listener.staticVerdicts(verdicts.findings());
                Engine engine = open();
                prepareContainers(engine);
                for (Map.Entry<String, Dockerfile> entry : texts.dockerfiles().entrySet()) {
                    grade(engine, entry.getKey(), entry.getValue());
                }
                answers.judgeImages();
                swept();
            }
            return result(Optional.empty());
        } catch (EngineException trouble) {
            return result(
                    Optional.of(
                            new Trouble(
                                    Trouble.Kind.ENVIRONMENT,
                                    trouble.getMessage(),
                                    trouble.remedy())));
        } finally {
            server.ifPresent(starting -> starting.thenAccept(TlsServer::close));
        }
    }

    private Engine open() throws InterruptedException {
        Engine engine = engines.open();
        info = Optional.of(engine.info());
        sweeping = CompletableFuture.runAsync(engine::sweep);
        return engine;
    }

    /** Waits for the sweep, which runs beside the build: it concerns other processes only. */
    private void swept() {
        try {
            sweeping.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof EngineException trouble) {
                throw trouble;
            }
            throw failed;
        }
    }

    /** Returns the TLS server, or empty if there is none or it could not start. */
    private Optional<TlsServer> tlsServer() {
        try {
            return server.map(CompletableFuture::join);
        } catch (CompletionException cannotStart) {
            return Optional.empty();
        }
    }

    /** Begins, beside the build, what takes time and is needed only afterwards. */
    private void prepareContainers(Engine engine) {
        engine.warmUp();
        boolean tls = declaration.rubric().stream().anyMatch(c -> c.check() instanceof VerifiesTls);
        if (tls) {
            server = Optional.of(CompletableFuture.supplyAsync(TlsServer::start));
        }
    }

    private void grade(Engine engine, String file, Dockerfile dockerfile)
            throws InterruptedException {
        watch.lap();
        ImageBuilding building = building(engine, file, dockerfile);
        Optional<BuildEvidence> hindered = building.prepare();
        bases += watch.lap();
        if (hindered.isPresent()) {
            texts.putBuild(file, hindered.get());
            return;
        }
        listener.begins("building " + file);
        String tag = Owner.newTag();
        BuildResult result = building.build(tag);
        build += watch.lap();
        notes.addAll(result.notes());
        try {
            BuildEvidence outcome = building.verdict(tag, result);
            texts.putBuild(file, outcome);
            if (!outcome.built()) {
                return;
            }
            listener.begins("looking into the image");
            ImageEvidence evidence = building.evidence(tag);
            judgeImage(file, evidence);
            answers.add(evidence);
            images.add(building.graded(evidence, result));
            analyse += watch.lap();
            judgeContainer(engine, file, tag, evidence);
            new DeploymentTrial(engine, submission, options, listener, evidence)
                    .judge(tag, verdicts);
            run += watch.lap();
            judgeRebuilds(engine, building, file, dockerfile);
            build += watch.lap();
        } finally {
            engine.remove(tag);
        }
    }

    private ImageBuilding building(Engine engine, String file, Dockerfile dockerfile) {
        return new ImageBuilding(engine, submission, options, listener, file, dockerfile);
    }

    private void judgeImage(String file, ImageEvidence evidence) {
        for (Criterion criterion : verdicts.criteria(file, ImageCheck.class)) {
            verdicts.put(
                    criterion,
                    verdicts.blockedByNeed(criterion)
                            .orElseGet(() -> ((ImageCheck) criterion.check()).examine(evidence)));
        }
        for (Criterion criterion : verdicts.criteria(file, ContainerCheck.class)) {
            ((ContainerCheck) criterion.check())
                    .examineImage(evidence)
                    .ifPresent(outcome -> verdicts.put(criterion, outcome));
        }
    }

    private void judgeContainer(Engine engine, String file, String tag, ImageEvidence evidence)
            throws InterruptedException {
        List<Criterion> criteria = verdicts.criteria(file, ContainerCheck.class);
        if (criteria.isEmpty()) {
            return;
        }
        listener.begins("running the container");
        try (Trial trial = Trial.start(engine, tag, declaration, criteria, evidence, tlsServer())) {
            for (Criterion criterion : Trial.inTurn(criteria)) {
                if (verdicts.has(criterion)) {
                    continue;
                }
                Optional<Outcome> blocked = verdicts.blockedByNeed(criterion);
                if (blocked.isPresent()) {
                    verdicts.put(criterion, blocked.get());
                } else {
                    verdicts.put(criterion, trial.examine((ContainerCheck) criterion.check()));
                }
            }
        }
    }

    private void judgeRebuilds(
            Engine engine, ImageBuilding building, String file, Dockerfile dockerfile)
            throws InterruptedException {
        for (Criterion criterion : verdicts.criteria(file, RebuildCheck.class)) {
            listener.begins("building again after edits");
            Optional<Outcome> blocked = verdicts.blockedByNeed(criterion);
            verdicts.put(
                    criterion,
                    blocked.isPresent()
                            ? blocked.get()
                            : ((RebuildCheck) criterion.check())
                                    .examine(new Rebuilding(engine, building, file, dockerfile)));
        }
    }

    private Grade result(Optional<Trouble> trouble) {
        List<Mark> marks = new ArrayList<>();
        List<Finding> findings = new ArrayList<>(verdicts.complete());
        findings.addAll(texts.advice());
        boolean passed = trouble.isEmpty() && Score.of(findings).passed();
        for (Declaration.Mark mark : declaration.marks()) {
            boolean reached =
                    passed
                            && !images.isEmpty()
                            && images.get(0).unpackedBytes() <= Math.round(mark.megabytes() * 1e6);
            marks.add(new Mark(mark.id(), mark.megabytes(), reached));
        }
        return new Grade(
                submission.exercise(),
                submission.source(),
                submission.digest(),
                info,
                trouble.isPresent() ? List.of() : findings,
                marks,
                images,
                new Timing(statics, bases, build, analyse, run, watch.total()),
                List.copyOf(notes),
                trouble);
    }
}
