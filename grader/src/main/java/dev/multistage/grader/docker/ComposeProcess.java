package dev.multistage.grader.docker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs the Compose command for one project, with the engine of this grade. */
final class ComposeProcess {

    private static final int MOST_OUTPUT = 1 << 20;

    /**
     * What the command needs to find itself (plugins lie below HOME or DOCKER_CONFIG) and to reach
     * the engine. A learner's file can print every variable that is passed on, and others of
     * Docker's hold passwords (DOCKER_AUTH_CONFIG).
     */
    private static final Set<String> PASSED_ON =
            Set.of(
                    "PATH",
                    "HOME",
                    "USER",
                    "TMPDIR",
                    "LANG",
                    "SystemRoot",
                    "XDG_CONFIG_HOME",
                    "XDG_RUNTIME_DIR",
                    "SSL_CERT_FILE",
                    "SSL_CERT_DIR",
                    "DOCKER_CONFIG",
                    "DOCKER_CERT_PATH",
                    "DOCKER_TLS_VERIFY");

    private final ComposeCommand command;
    private final String project;
    private final Path folder;
    private final EngineEndpoint endpoint;
    private volatile Process running;
    private volatile boolean over;

    ComposeProcess(ComposeCommand command, String project, Path folder, EngineEndpoint endpoint) {
        this.command = command;
        this.project = project;
        this.folder = folder;
        this.endpoint = endpoint;
    }

    /**
     * How a command ended.
     *
     * @param exitCode its exit code, -1 if it was ended because it took too long
     * @param output what it printed on standard output
     * @param errors what it printed on standard error
     */
    record Answer(int exitCode, String output, String errors) {

        /** Returns what it complained of, as far as it is for people. */
        String complaint() {
            String said =
                    errors.lines()
                            .map(String::strip)
                            .filter(line -> !line.isEmpty() && !line.contains("level=warning"))
                            .filter(line -> !line.matches("(Container|Network|Volume) .*"))
                            .reduce("", (all, line) -> all.isEmpty() ? line : all + "; " + line);
            if (exitCode < 0) {
                said = "it did not end in time" + (said.isEmpty() ? "" : "; " + said);
            }
            return EngineErrors.bounded(said.isEmpty() ? "exit code " + exitCode : said);
        }
    }

    Answer run(Map<String, String> variables, Duration patience, List<String> arguments)
            throws InterruptedException {
        List<String> words = new ArrayList<>(command.words());
        words.addAll(List.of("--ansi", "never", "--project-name", project));
        words.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
        surround(builder.environment(), endpoint);
        builder.environment().putAll(variables);
        Process process;
        synchronized (this) {
            if (over) {
                throw new EngineException("The program is being stopped.", "");
            }
            try {
                process = builder.start();
            } catch (IOException gone) {
                throw new EngineException(
                        "Compose cannot be started: " + gone.getMessage(), "", gone);
            }
            running = process;
        }
        CompletableFuture<String> output = read(process.getInputStream());
        CompletableFuture<String> errors = read(process.getErrorStream());
        try {
            process.getOutputStream().close();
            boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                end(process);
            }
            String complaints = errors.join().replace(folder + "/", "");
            return new Answer(ended ? process.exitValue() : -1, output.join(), complaints);
        } catch (IOException broken) {
            throw new EngineException("Compose broke off.", "", broken);
        } finally {
            end(process);
            running = null;
        }
    }

    /** Leaves of an environment what the command needs, and names the engine in it. */
    static void surround(Map<String, String> environment, EngineEndpoint endpoint) {
        environment.keySet().retainAll(PASSED_ON);
        environment.put("DOCKER_HOST", endpoint.uri().toString());
    }

    private static CompletableFuture<String> read(InputStream stream) {
        CompletableFuture<String> text = new CompletableFuture<>();
        Thread reader =
                new Thread(
                        () -> {
                            try (stream) {
                                byte[] read = stream.readNBytes(MOST_OUTPUT);
                                stream.transferTo(java.io.OutputStream.nullOutputStream());
                                text.complete(new String(read, StandardCharsets.UTF_8));
                            } catch (IOException ended) {
                                text.complete("");
                            }
                        },
                        "compose-output");
        reader.setDaemon(true);
        reader.start();
        return text;
    }

    /** Ends a command that is running and refuses others. */
    void end() {
        Process now;
        synchronized (this) {
            over = true;
            now = running;
        }
        if (now != null) {
            end(now);
        }
    }

    private static void end(Process process) {
        if (process.isAlive()) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            process.onExit().join();
        }
    }
}
