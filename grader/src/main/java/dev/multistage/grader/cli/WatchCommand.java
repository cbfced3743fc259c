package dev.multistage.grader.cli;

import dev.multistage.grader.docker.EngineException;
import dev.multistage.grader.docker.InstallConsent;
import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.grading.Grade;
import dev.multistage.grader.grading.Grader;
import dev.multistage.grader.grading.Options;
import dev.multistage.grader.report.Printable;
import dev.multistage.grader.terminal.LineKeys;
import dev.multistage.grader.terminal.LiveTerminal;
import dev.multistage.grader.terminal.PlainView;
import dev.multistage.grader.watch.EngineWork;
import dev.multistage.grader.watch.WatchEvent;
import dev.multistage.grader.watch.WatchLoop;
import dev.multistage.grader.watch.WatchView;
import dev.multistage.grader.watch.Watching;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Grades an exercise again on every save. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = {
            "Grades an exercise again on every save, until you press q.",
            "A newer save cancels the grade that runs. The keys are shown at the bottom; ? explains"
                    + " them. Without a terminal it prints a report for every save."
        },
        footer = {"", "Exit codes: 0 ended by q   2 usage   130 interrupted"})
final class WatchCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(
            arity = "0..1",
            paramLabel = "<exercise>",
            description = "an exercise (default: the first that you have not passed)")
    private String exercise;

    @Option(
            names = "--poll",
            description =
                    "look at the files instead of waiting for the system's file events; not needed"
                            + " as a rule, for missing events are noticed")
    private boolean poll;

    @Mixin private EngineOptions engine;

    private final BlockingQueue<WatchEvent> events = new LinkedBlockingQueue<>();

    WatchCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        WatchPages pages = new WatchPages(session, engine);
        Exercise chosen = exercise == null ? pages.first() : session.exercise(exercise);
        startEngine();
        Attached attached = session.attached();
        Optional<LiveTerminal> live =
                attached.in() && attached.out() && !session.style().plain()
                        ? LiveTerminal.open(
                                session.environment(),
                                session.style(),
                                session.charset(),
                                events::add)
                        : Optional.empty();
        if (live.isEmpty()) {
            LineKeys.start(System.in, attached.in(), events::add);
        }
        live.ifPresent(terminal -> pages.columns(terminal::columns));
        WatchView view =
                live.<WatchView>map(terminal -> terminal)
                        .orElseGet(() -> new PlainView(session.out(), session.style()));
        EngineWork work =
                new EngineWork(
                        new Grader(() -> session.engine(false)),
                        options(),
                        pages,
                        pages::record,
                        events::add);
        WatchLoop loop =
                new WatchLoop(
                        chosen,
                        work,
                        pages,
                        session.workspace()::app,
                        System::nanoTime,
                        InstantSource.system());
        try {
            new Watching(loop, view, events, session.workspace()::app, !poll).run();
        } finally {
            live.ifPresent(LiveTerminal::close);
            work.close();
        }
        if (live.isPresent()) {
            session.out().println(summary(loop, pages.first()));
        }
        return ExitCode.PASSED;
    }

    /** What is to be installed or started is asked and shown before the screen is taken over. */
    private void startEngine() throws InterruptedException {
        try {
            session.engine(engine.mayInstall());
        } catch (EngineException trouble) {
            // what needs no engine is judged all the same, and each grade tries again; with this
            // consent it would ask once more, in the middle of the screen
            session.close();
            session.terminal().erase();
            session.err()
                    .println(
                            "This is not your Dockerfile: "
                                    + Printable.clean(trouble.getMessage()));
        }
        session.terminal().erase();
    }

    private Options options() {
        return new Options(
                session.workspace().nonce(),
                engine.offline(),
                engine.mayInstall() ? this::agrees : InstallConsent.NEVER,
                "",
                session.cache());
    }

    private boolean agrees(List<String> packages, String purpose) {
        if (!session.attached().in()) {
            return session.consent(engine.mayInstall()).agrees(packages, purpose);
        }
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        events.add(
                new WatchEvent.Asked(
                        "Install " + String.join(" ", packages) + " for " + purpose + "?", answer));
        try {
            return answer.get();
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String summary(WatchLoop loop, Exercise next) {
        Optional<Grade> grade = loop.state().grade();
        String id = loop.exercise().id().toString();
        String verdict =
                grade.filter(g -> g.trouble().isEmpty())
                        .map(
                                g ->
                                        (g.status() == Grade.Status.PASSED
                                                        ? "passed, "
                                                        : "not passed yet, ")
                                                + g.score().points()
                                                + " of "
                                                + g.score().of()
                                                + " points")
                        .orElse("not graded");
        boolean passed = verdict.startsWith("passed");
        return id + ": " + verdict + ". Go on with ./grade watch " + (passed ? next.id() : id);
    }
}
