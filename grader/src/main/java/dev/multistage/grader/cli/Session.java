package dev.multistage.grader.cli;

import dev.multistage.grader.docker.Engine;
import dev.multistage.grader.docker.InstallConsent;
import dev.multistage.grader.exercise.Catalogue;
import dev.multistage.grader.exercise.CourseDirectory;
import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.exercise.PackedCourse;
import dev.multistage.grader.exercise.Workspace;
import dev.multistage.grader.progress.ProgressStore;
import dev.multistage.grader.report.Style;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** What one run of the command has at hand. */
final class Session implements AutoCloseable {

    private final Path home;
    private final Map<String, String> environment;
    private final PrintStream documents;
    private final TextStream out;
    private final TextStream err;
    private final Attached attached;
    private final Charset charset;
    private final Prompt prompt;
    private final EngineConnection connection;
    private Style.Colors colors = Style.Colors.AUTO;
    private boolean plain;
    private Style style;
    private boolean verbose;
    private volatile boolean interrupted;
    private Terminal terminal;
    private Catalogue catalogue;

    /**
     * @param home the checkout's root
     * @param environment environment variables
     * @param out where results go
     * @param err where progress and problems go
     * @param attached which streams are a terminal
     * @param charset the terminal's encoding
     */
    Session(
            Path home,
            Map<String, String> environment,
            PrintStream out,
            PrintStream err,
            Attached attached,
            Charset charset) {
        this.home = home;
        this.environment = environment;
        this.documents = out;
        this.out =
                new TextStream(new GuardedStream(out, charset, this::style), charset, this::style);
        this.err =
                new TextStream(
                        new GuardedStream(err, charset, this::errorStyle),
                        charset,
                        this::errorStyle);
        this.attached = attached;
        this.charset = charset;
        this.prompt = new Prompt(environment, attached, this.err, this::terminal);
        this.connection = new EngineConnection(() -> terminal().progress());
        this.style = style(attached.out());
    }

    private Style style(boolean terminal) {
        return Style.detect(environment, terminal, charset, colors, plain);
    }

    /** Obeys what the command line says about colours. */
    void colors(Style.Colors wanted) {
        colors = wanted;
        restyle();
    }

    /** Obeys a command line that asks for plain text. */
    void plain(boolean wanted) {
        plain = wanted;
        restyle();
    }

    private void restyle() {
        style = style(attached.out());
        terminal = null;
    }

    /** Returns standard output for text. */
    TextStream out() {
        return out;
    }

    /** Returns standard error for text. */
    TextStream err() {
        return err;
    }

    /** Writes a document, for example JSON, to standard output: in UTF-8, and never wrapped. */
    void document(String text) {
        out.flush();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        documents.write(bytes, 0, bytes.length);
        documents.flush();
    }

    /** Returns how to show text on standard output. */
    Style style() {
        return style;
    }

    /** Returns how to show text on standard error, which may go elsewhere. */
    Style errorStyle() {
        return attached.err() == attached.out() ? style : style(attached.err());
    }

    /** Notes that the person at the terminal wants this to end. */
    void interrupt() {
        interrupted = true;
    }

    boolean interrupted() {
        return interrupted;
    }

    /** Returns who asks the person at the terminal. */
    Prompt prompt() {
        return prompt;
    }

    boolean verbose() {
        return verbose;
    }

    void verbose(boolean on) {
        verbose = on;
        terminal = null;
    }

    Terminal terminal() {
        if (terminal == null) {
            Style shown = errorStyle();
            boolean live =
                    attached.err() && !shown.plain() && !"dumb".equals(environment.get("TERM"));
            terminal = new Terminal(err, live, verbose, shown, () -> System.nanoTime() / 1_000_000);
        }
        return terminal;
    }

    Map<String, String> environment() {
        return environment;
    }

    Attached attached() {
        return attached;
    }

    Charset charset() {
        return charset;
    }

    Workspace workspace() {
        return new Workspace(home);
    }

    /** Returns what the learner has done so far. */
    ProgressStore progress() {
        return ProgressStore.open(home);
    }

    /** Says what the learner should know of the state's condition. */
    void tell(ProgressStore store) {
        store.takeNotices().forEach(terminal()::notice);
    }

    /** Returns the course that learners are graded on. */
    Catalogue catalogue() {
        if (catalogue == null) {
            catalogue = Catalogue.of(new PackedCourse());
        }
        return catalogue;
    }

    /** Returns the course in the working tree, for authors. */
    Catalogue workingCatalogue() {
        return Catalogue.of(new CourseDirectory(home));
    }

    /** Returns the exercise that a person named. */
    Exercise exercise(String typed) {
        return exercise(typed, catalogue());
    }

    /** Returns the exercise of this catalogue that a person named. */
    Exercise exercise(String typed, Catalogue catalogue) {
        return catalogue
                .find(typed)
                .orElseThrow(
                        () ->
                                new UsageException(
                                        "there is no exercise \""
                                                + typed
                                                + "\""
                                                + catalogue
                                                        .nearest(typed)
                                                        .map(id -> "; did you mean " + id + "?")
                                                        .orElse("")
                                                + "\n./grade list shows all of them."));
    }

    /** Returns the folder for what is worth keeping between runs. */
    Path cache() {
        String own = environment.getOrDefault("MULTISTAGE_CACHE", "");
        if (!own.isEmpty()) {
            return Path.of(own);
        }
        String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path base =
                xdg.isEmpty()
                        ? Path.of(System.getProperty("user.home", "/tmp"), ".cache")
                        : Path.of(xdg);
        return base.resolve("multistage");
    }

    /**
     * Finds an engine, and installs and starts one where that is possible and agreed to. It stays
     * open until the session ends.
     */
    Engine engine(boolean mayInstall) throws InterruptedException {
        return connection.engine(consent(mayInstall));
    }

    /** Begins to connect to an engine that is needed soon to build images. */
    void expectBuilding(boolean mayInstall) {
        connection.expect(consent(mayInstall), true);
    }

    /** Begins to connect to an engine that is needed soon to read images. */
    void expectEngine(boolean mayInstall) {
        connection.expect(consent(mayInstall), false);
    }

    /** Returns who decides whether packages of the operating system may be installed. */
    InstallConsent consent(boolean mayInstall) {
        return mayInstall ? prompt : InstallConsent.NEVER;
    }

    /** Lets go of the engine; waits until what was begun there is cleaned up. */
    @Override
    public void close() {
        connection.close();
    }
}
