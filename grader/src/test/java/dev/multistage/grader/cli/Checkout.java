package dev.multistage.grader.cli;

import dev.multistage.grader.resident.Caller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A small checkout with the real launcher in it, in a folder with a blank in its name, and a
 * machine around it that has only what a test gives it: a JDK and a Maven that write down how they
 * were called.
 */
final class Checkout {

    private static final List<String> TOOLS =
            List.of(
                    "sh",
                    "cat",
                    "cp",
                    "env",
                    "chmod",
                    "cut",
                    "date",
                    "dirname",
                    "find",
                    "git",
                    "grep",
                    "head",
                    "ln",
                    "ls",
                    "mkdir",
                    "mkfifo",
                    "mktemp",
                    "mv",
                    "nice",
                    "ps",
                    "readlink",
                    "rm",
                    "sed",
                    "sleep",
                    "touch",
                    "uname");

    private final Path folder;
    private final Path root;
    private final Path tools;
    private final Map<String, String> environment = new HashMap<>();

    Checkout(Path folder) throws IOException {
        this.folder = folder;
        this.root = Files.createDirectories(folder.resolve("my checkout"));
        this.tools = Files.createDirectories(folder.resolve("tools"));
        for (String tool : TOOLS) {
            program(tool, "exec " + find(tool) + " \"$@\"");
        }
        Path launcher = Path.of(System.getProperty("basedir", ".")).resolve("../grade");
        Files.copy(launcher, root.resolve("grade"), StandardCopyOption.COPY_ATTRIBUTES);
        for (String part : List.of("remembered.sh", "resident.sh")) {
            String path = "grader/src/main/sh/" + part;
            write(path, Files.readString(launcher.resolveSibling(path)));
        }
        write("pom.xml", "<project/>");
        write("grader/pom.xml", "<project/>");
        write("grader/src/main/java/Grader.java", "class Grader {}");
        write("exercises/exercise-03-go/app/Dockerfile", "FROM golang");
        write("exercises/exercise-03-go/app/main.go", "package main");
        write("solutions/exercise-03-go/app/Dockerfile", "FROM scratch");
        age();
        program("id", "echo 1000");
    }

    private static Path find(String tool) {
        return Stream.of("/usr/bin", "/bin", "/usr/local/bin")
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("this machine has no " + tool));
    }

    /** Makes every file older than anything that is written from now on. */
    void age() throws IOException {
        FileTime hourAgo = FileTime.from(Instant.now().minusSeconds(3600));
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, hourAgo);
            }
        }
    }

    Path root() {
        return root;
    }

    Path tools() {
        return tools;
    }

    Path write(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    /** Puts a program on the PATH. */
    void program(String name, String body) throws IOException {
        executable(tools.resolve(name), body);
    }

    /** Gives the machine a JDK at a place of its own; returns its folder. */
    Path jdk(String place, String version) throws IOException {
        Path home = folder.resolve(place);
        executable(
                home.resolve("bin/java"),
                """
                for option; do
                  case $option in
                    -XX:DumpLoadedClassList=*) echo org/testcontainers/X >"${option#*=}" ;;
                    -XX:SharedArchiveFile=*.new) echo archive >"${option#*=}" ;;
                  esac
                done
                {
                  printf '%s|' "$@"; echo
                  env | grep -e TESTCONTAINERS -e COLUMNS | sed 's/^/env /'
                  echo "jdk HOME"
                } | sed "s#HOME#%s#"
                """
                        .replace("%s#\"", home + "#\"")
                        .replace("env |", "/usr/bin/env |"));
        executable(home.resolve("bin/javac"), "true");
        Files.writeString(
                home.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    /** Gives the machine a JDK and a Maven that the launcher takes. */
    void ready() throws IOException {
        javaHome(jdk("jdk 17", "17.0.15"));
        maven("");
    }

    void javaHome(Path home) {
        environment.put("JAVA_HOME", home.toString());
    }

    void set(String variable, String value) {
        environment.put(variable, value);
    }

    /** Puts a Maven on the PATH that makes a jar, after doing what {@code before} says. */
    void maven(String before) throws IOException {
        program("mvn", mavenScript(before));
    }

    /** Returns a Maven that counts its runs in {@code builds} and makes the jar. */
    String mavenScript(String before) {
        return """
        echo "$JAVA_HOME mvn $*" >>'%s/builds'
        %s
        mkdir -p grader/target/lib
        echo jar >grader/target/grader.jar
        case $* in *,site*) mkdir -p site/target/lib && echo jar >site/target/site.jar ;; esac
        printf 'exercises/exercise-03-go/app/Dockerfile\\n' >grader/target/editable-files.txt
        """
                .formatted(folder, before);
    }

    /** Waits until a file is there that something in the background makes. */
    void awaitFile(String path) throws IOException, InterruptedException {
        Caller.until(() -> Files.exists(root.resolve(path)));
    }

    /** Returns how often Maven was run. */
    int builds() throws IOException {
        Path counter = folder.resolve("builds");
        return Files.exists(counter) ? Files.readAllLines(counter).size() : 0;
    }

    /** Runs the launcher to its end. */
    Ran grade(String... arguments) throws IOException, InterruptedException {
        return run(root.resolve("grade"), arguments);
    }

    Ran run(Path program, String... arguments) throws IOException, InterruptedException {
        return end(start(program, arguments));
    }

    Process start(Path program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().put("PATH", tools.toString());
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("GRADE_PLACES", folder.resolve("machine").toString());
        builder.environment().putAll(environment);
        return builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
    }

    static Ran end(Process process) throws IOException, InterruptedException {
        // both are a few lines: less than a pipe holds
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), out, err);
    }

    private static void executable(Path file, String body) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, "#!/bin/sh\n" + body);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What a run of the launcher gave. */
    record Ran(int code, String out, String err) {}
}
