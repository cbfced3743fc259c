package dev.multistage.grader.cli;

import dev.multistage.grader.report.Printable;
import dev.multistage.grader.site.PortInUseException;
import dev.multistage.grader.site.Serving;
import dev.multistage.grader.site.SiteDefectException;
import dev.multistage.grader.site.SiteProgram;
import java.io.IOException;
import java.net.BindException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves the course with live results. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "Serves the course as a site on this machine. Lessons show the results of your grades as"
                    + " they end, here or in another terminal; Ctrl-C ends it.",
            ""
        },
        footer = {"", "Exit codes: 2 usage   3 port or network   4 defect   130 interrupted"})
final class ServeCommand implements Callable<Integer> {

    /** Where it is unless somebody says otherwise: open pages find it again after a restart. */
    static final int PORT = 7117;

    /** So many ports after the usual one are tried when that is taken. */
    private static final int NEIGHBOURS = 9;

    private final Session session;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "-1",
            description = "the port (" + PORT + ", or one of the next if that is taken)",
            showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER)
    private int port;

    @Option(names = "--open", description = "open the course in your browser")
    private boolean open;

    @Mixin private EngineOptions engine;

    ServeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        if (port < -1 || port > 65_535) {
            throw new UsageException("--port wants a number from 1 to 65535");
        }
        SiteProgram program = SiteCommand.program();
        try (SiteProgram.Served served = start(program)) {
            session.out().println("The course is at " + served.address() + "  (Ctrl-C ends it)");
            session.out().flush();
            if (open && !Browser.open(served.address())) {
                session.err().println("No browser could be opened: open the address yourself.");
            }
            served.await();
        } catch (PortInUseException taken) {
            session.err()
                    .println(
                            "grade: "
                                    + Printable.oneLine(taken.getMessage())
                                    + "\nWithout --port, ./grade serve looks for a free one.");
            return ExitCode.ENVIRONMENT;
        } catch (BindException refused) {
            session.err()
                    .println(
                            "grade: this user may not listen on port "
                                    + port
                                    + ": choose one from 1024 up.");
            return ExitCode.ENVIRONMENT;
        } catch (SiteDefectException defects) {
            return SiteCommand.failed(session, defects);
        }
        return ExitCode.PASSED;
    }

    /** Starts it on the port that was asked for, or on the usual one or one of its neighbours. */
    private SiteProgram.Served start(SiteProgram program) throws IOException, PortInUseException {
        if (port >= 0) {
            return program.serve(serving(port));
        }
        for (int next = PORT; next < PORT + NEIGHBOURS; next++) {
            try {
                return program.serve(serving(next));
            } catch (PortInUseException taken) {
                session.err().println(Printable.oneLine(taken.getMessage()) + ": trying the next");
            }
        }
        return program.serve(serving(0));
    }

    private Serving serving(int at) {
        return new Serving(
                session.workspace(),
                session.catalogue(),
                at,
                new SessionGrading(session, engine.offline()));
    }
}
