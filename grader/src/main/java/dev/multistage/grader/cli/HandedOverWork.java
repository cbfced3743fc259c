package dev.multistage.grader.cli;

import dev.multistage.grader.resident.Request;
import dev.multistage.grader.resident.Resident;
import dev.multistage.grader.resident.Work;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** A command that a launcher handed over to a grader that stays. */
final class HandedOverWork implements Work {

    /** How long a grader stays when nobody needs it. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Path home;
    private boolean interrupted;
    private Session session;

    HandedOverWork(Path home) {
        this.home = home;
    }

    /** Returns whether this process was started to stay. */
    static boolean expected() {
        return System.getProperty("workbench.resident") != null;
    }

    /** Serves launchers, and ends the process when nobody needs it any more. */
    static void serve() {
        Path home = Path.of(System.getProperty("workbench.home"));
        // what threads of libraries throw while everything is being taken from them
        Thread.setDefaultUncaughtExceptionHandler((thread, problem) -> {});
        try {
            Resident.serve(
                    Path.of(System.getProperty("workbench.resident")),
                    () -> new HandedOverWork(home),
                    List.of(
                            home.resolve("grade"),
                            home.resolve("grader/src/main/sh/resident.sh"),
                            Path.of(System.getProperty("java.class.path")),
                            home.resolve("grader/target/lib"),
                            Path.of(System.getProperty("java.home"), "release")),
                    PATIENCE);
        } catch (IOException cannotStay) {
            // the launcher finds nobody there and does it by itself
        }
        System.exit(ExitCode.PASSED);
    }

    @Override
    public OptionalInt run(
            Request request, Map<String, String> variables, OutputStream out, OutputStream err) {
        Charset charset = Workbench.charset(variables);
        PrintStream results = new PrintStream(out, true, charset);
        Session mine =
                new Session(
                        home,
                        variables,
                        results,
                        new PrintStream(err, true, charset),
                        Attached.read(request.terminals()),
                        charset);
        mine.prompt().handOver();
        begin(mine);
        int code = Workbench.run(mine, request.arguments().toArray(String[]::new));
        // an interrupt that came too late must not keep the session from cleaning up
        Thread.interrupted();
        if (mine.interrupted()) {
            // who wants it to end wants nothing left of it at the prompt
            mine.close();
        }
        mine.out().flush();
        // a full disk kept some of the result: a process of its own needs no file for it
        boolean again = mine.prompt().needsTerminal() || results.checkError();
        return again ? OptionalInt.empty() : OptionalInt.of(code);
    }

    @Override
    public void close() {
        Session mine = current();
        if (mine != null) {
            mine.close();
        }
    }

    private synchronized Session current() {
        return session;
    }

    private synchronized void begin(Session mine) {
        session = mine;
        if (interrupted) {
            mine.interrupt();
        }
    }

    @Override
    public synchronized void interrupt() {
        interrupted = true;
        if (session != null) {
            session.interrupt();
        }
    }
}
