package dev.multistage.grader.cli;

import dev.multistage.grader.docker.InstallConsent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks the person at the terminal yes-or-no questions, and knows what holds without one. */
final class Prompt implements InstallConsent {

    private final Map<String, String> environment;
    private final Attached attached;
    private final PrintStream err;
    private final Supplier<Terminal> terminal;
    private boolean handedOver;
    private volatile boolean needsTerminal;

    /**
     * @param environment environment variables
     * @param attached which streams are a terminal
     * @param err where questions go
     * @param terminal shows progress, which a question takes away
     */
    Prompt(
            Map<String, String> environment,
            Attached attached,
            PrintStream err,
            Supplier<Terminal> terminal) {
        this.environment = environment;
        this.attached = attached;
        this.err = err;
        this.terminal = terminal;
    }

    /** Notes that another process has the terminal: nobody can be asked anything from here. */
    void handOver() {
        handedOver = true;
    }

    /** Returns whether somebody had to be asked and could not be; what was done is void then. */
    boolean needsTerminal() {
        return needsTerminal;
    }

    /** Returns whether there is somebody to ask. */
    boolean asks() {
        return attached.interactive();
    }

    /** Asks a yes-or-no question whose default is no; without a terminal the answer is no. */
    boolean confirms(String question) {
        if (!asks()) {
            return false;
        }
        return answer(question + " [y/N] ").map(Prompt::isYes).orElse(false);
    }

    /** Asks on a terminal; without one says what is done. */
    @Override
    public boolean agrees(List<String> packages, String purpose) {
        String names = String.join(" ", packages);
        terminal.get().erase();
        if (!asks() || environment.containsKey("CI")) {
            err.println(
                    "Installing " + names + " for " + purpose + " (--no-install would refuse).");
            return true;
        }
        return answer("Install " + names + " for " + purpose + " now? [Y/n] ")
                .map(line -> line.isBlank() || isYes(line))
                .orElse(false);
    }

    private static boolean isYes(String line) {
        return line.toLowerCase(Locale.ROOT).startsWith("y");
    }

    private Optional<String> answer(String question) {
        if (handedOver) {
            needsTerminal = true;
            return Optional.empty();
        }
        err.print(question);
        err.flush();
        try {
            // not closed: standard input may be needed again
            return Optional.ofNullable(
                    new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()))
                            .readLine());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
