package dev.multistage.grader.cli;

import dev.multistage.grader.docker.EngineException;
import dev.multistage.grader.exercise.DeclarationException;
import dev.multistage.grader.grading.UnreadableException;
import dev.multistage.grader.report.Printable;
import dev.multistage.grader.report.Style;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;

/** The {@code grade} command: starts commands and maps what they throw to exit codes. */
public final class Workbench {

    /** How long a process that was told to end may clean up. */
    private static final long CLEAN_UP_SECONDS = 8;

    /** picocli lays out no narrower help; the guard breaks what is left over. */
    private static final int NARROWEST_HELP = 55;

    private Workbench() {}

    /** Runs a command and exits with its code. */
    public static void main(String[] args) {
        if (HandedOverWork.expected()) {
            HandedOverWork.serve();
        }
        Charset charset = charset(System.getenv());
        PrintStream out = stream(FileDescriptor.out, charset);
        PrintStream err = stream(FileDescriptor.err, charset);
        Session session =
                new Session(
                        Path.of(System.getProperty("workbench.home", "")).toAbsolutePath(),
                        System.getenv(),
                        out,
                        err,
                        Attached.read(System.getProperty("workbench.terminals")),
                        charset);
        CountDownLatch ended = new CountDownLatch(1);
        Thread worker = Thread.currentThread();
        // Ctrl-C: the work is interrupted, cleans up after itself, and only then the process ends
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> interrupt(session, worker, ended), "interrupted"));
        // what threads of libraries throw while everything is being taken from them
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, problem) -> {
                    if (session.verbose() && !session.interrupted()) {
                        problem.printStackTrace(err);
                    }
                });
        int code = ExitCode.DEFECT;
        try {
            code = run(session, args);
        } catch (Throwable unexpected) {
            // an Error (out of memory, stack overflow) must not look like "not passed yet"
            err.println("This is a defect in the grader: " + unexpected);
        } finally {
            session.close();
        }
        out.flush();
        err.flush();
        ended.countDown();
        System.exit(code);
    }

    private static void interrupt(Session session, Thread worker, CountDownLatch ended) {
        if (ended.getCount() == 0) {
            return;
        }
        session.interrupt();
        worker.interrupt();
        try {
            ended.await(CLEAN_UP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs a command and returns its exit code. */
    static int run(Session session, String... args) {
        CommandLine line = new CommandLine(new GradeCommand(session), new CommandFactory(session));
        line.setOut(session.out().writer());
        line.setErr(session.err().writer());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionStrategy(
                parsed -> {
                    dress(line, session.style());
                    return new CommandLine.RunLast().execute(parsed);
                });
        line.setParameterExceptionHandler(
                (problem, arguments) -> {
                    say(session, "grade: " + Printable.oneLine(problem.getMessage()));
                    CommandLine.UnmatchedArgumentException.printSuggestions(problem, line.getErr());
                    session.err()
                            .println(
                                    "Try: ./"
                                            + problem.getCommandLine()
                                                    .getCommandSpec()
                                                    .qualifiedName()
                                            + " --help");
                    return ExitCode.USAGE;
                });
        line.setExecutionExceptionHandler((problem, command, parsed) -> failed(session, problem));
        return line.execute(args);
    }

    /** Help looks as the command line, which is read only now, wants it. */
    private static void dress(CommandLine line, Style style) {
        line.setColorScheme(
                CommandLine.Help.defaultColorScheme(
                        style.color() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
        line.setUsageHelpWidth(Math.max(NARROWEST_HELP, style.width()));
    }

    private static int failed(Session session, Exception problem) {
        if (session.prompt().needsTerminal()) {
            return ExitCode.ENVIRONMENT; // nobody hears of it: it is done again with a terminal
        }
        session.terminal().erase();
        if (session.verbose()) {
            problem.printStackTrace(session.err());
        }
        if (problem instanceof InterruptedException || session.interrupted()) {
            session.err().println("Interrupted.");
            return ExitCode.INTERRUPTED;
        }
        if (problem instanceof UsageException usage) {
            say(session, "grade: " + Printable.clean(usage.getMessage()));
            return ExitCode.USAGE;
        }
        if (problem instanceof UnreadableException unreadable) {
            say(session, "grade: " + Printable.clean(unreadable.getMessage()));
            return ExitCode.USAGE;
        }
        if (problem instanceof EngineException engine) {
            say(session, "This is not your Dockerfile: " + Printable.clean(engine.getMessage()));
            if (!engine.remedy().isEmpty()) {
                say(session, Printable.clean(engine.remedy()));
            }
            return ExitCode.ENVIRONMENT;
        }
        if (problem instanceof DeclarationException declaration) {
            session.err()
                    .println(
                            "This is a defect in the course: "
                                    + Printable.clean(declaration.getMessage()));
            return ExitCode.DEFECT;
        }
        session.err()
                .println(
                        "This is a defect in the grader: "
                                + Printable.oneLine(String.valueOf(problem.getMessage()))
                                + " ("
                                + problem.getClass().getSimpleName()
                                + ")");
        session.err().println("Run it again with --verbose for the details.");
        return ExitCode.DEFECT;
    }

    /** Breaks lines at blanks on a terminal; elsewhere each stays whole, to be searched for. */
    private static void say(Session session, String text) {
        for (String line : text.split("\n", -1)) {
            if (session.attached().err()) {
                session.errorStyle().paragraph("", line).forEach(session.err()::println);
            } else {
                session.err().println(line);
            }
        }
    }

    private static PrintStream stream(FileDescriptor descriptor, Charset charset) {
        return new PrintStream(new FileOutputStream(descriptor), true, charset);
    }

    /**
     * Returns the terminal's encoding as the locale names it; JDK 17 does not say it everywhere.
     */
    static Charset charset(Map<String, String> environment) {
        for (String variable : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
            String locale = environment.getOrDefault(variable, "");
            if (!locale.isEmpty()) {
                return locale.toUpperCase(Locale.ROOT).replace("-", "").contains("UTF8")
                        ? StandardCharsets.UTF_8
                        : StandardCharsets.US_ASCII;
            }
        }
        return System.getProperty("os.name", "").startsWith("Mac")
                ? StandardCharsets.UTF_8
                : StandardCharsets.US_ASCII;
    }
}
