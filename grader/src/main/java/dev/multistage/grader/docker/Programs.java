package dev.multistage.grader.docker;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Runs programs of the operating system. Tests replace it. */
interface Programs {

    /** The exit code of a program that does not exist. */
    int NOT_FOUND = 127;

    /** Where system programs live; a root shell's PATH may lack the half of it. */
    String SYSTEM_PATH = "/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin";

    /**
     * Runs a program to its end, without input, in English. Interrupting the thread ends the
     * program.
     *
     * @param command program and arguments
     * @param lines hears every line it prints to either stream
     * @return its exit code, {@link #NOT_FOUND} if there is no such program
     */
    int run(List<String> command, Consumer<String> lines) throws InterruptedException;

    /** Returns the programs of this machine. */
    static Programs ofThisMachine() {
        return Programs::execute;
    }

    /**
     * Returns the executable of this name, looked for on the PATH and where system programs live.
     */
    static Optional<Path> find(String name) {
        String path = System.getenv().getOrDefault("PATH", "") + ":" + SYSTEM_PATH;
        return Stream.of(path.split(":"))
                .filter(folder -> folder.startsWith("/"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** Gives a process the surroundings that system programs expect. */
    static void prepare(Map<String, String> environment) {
        environment.put("LC_ALL", "C");
        environment.put("DEBIAN_FRONTEND", "noninteractive");
        String path = environment.getOrDefault("PATH", "");
        environment.put("PATH", path + ":" + SYSTEM_PATH);
    }

    private static int execute(List<String> command, Consumer<String> lines)
            throws InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
        prepare(builder.environment());
        Process process;
        try {
            process = builder.start();
        } catch (IOException noSuchProgram) {
            lines.accept(command.get(0) + ": " + noSuchProgram.getMessage());
            return NOT_FOUND;
        }
        Thread reader = new Thread(() -> read(process, lines), "output-of-" + command.get(0));
        reader.setDaemon(true);
        reader.start();
        try {
            int code = process.waitFor();
            reader.join();
            return code;
        } catch (InterruptedException stop) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
            throw stop;
        }
    }

    private static void read(Process process, Consumer<String> lines) {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.accept(line);
            }
        } catch (IOException ended) {
            // its output ends with it
        }
    }
}
