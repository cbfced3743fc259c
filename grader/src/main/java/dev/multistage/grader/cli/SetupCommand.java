package dev.multistage.grader.cli;

import dev.multistage.grader.docker.EngineInfo;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prepares this machine. */
@Command(
        name = "setup",
        mixinStandardHelpOptions = true,
        description =
                "Finds a Docker engine; installs and starts one where that is possible (Debian and"
                        + " Ubuntu as root) and says what to install elsewhere.")
final class SetupCommand implements Callable<Integer> {

    private final Session session;

    @Option(names = "--no-install", description = "never install anything on this machine")
    private boolean noInstall;

    SetupCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        EngineInfo info = session.engine(!noInstall).info();
        session.terminal().erase();
        session.out()
                .println(
                        "Docker Engine "
                                + info.version()
                                + " ("
                                + info.platform()
                                + ", "
                                + info.store()
                                + ") answers at "
                                + info.host());
        session.out().println("Ready. Next: ./grade exercise-3 --solution");
        return ExitCode.PASSED;
    }
}
