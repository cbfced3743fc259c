package dev.multistage.grader.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.image.ArchiveBuilder;
import dev.multistage.grader.image.TarBuilder;
import dev.multistage.grader.resident.Caller;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What explain, compare and lint say, write and end with is the same in a process of their own and
 * in one that stays.
 */
@Timeout(120)
class BothStartsIT {

    @TempDir private static Path folder;
    private static Path door;
    private static Process resident;
    private static boolean begun;

    @BeforeAll
    static void write() throws Exception {
        byte[] sdk = new byte[3_000_000];
        Arrays.fill(sdk, (byte) 's');
        ArchiveBuilder image =
                new ArchiveBuilder()
                        .layer(new TarBuilder().file("opt/sdk/tool", sdk).file("app/run", "x"))
                        .layer(new TarBuilder().file("opt/.wh.sdk", ""))
                        .history("RUN make-sdk", "RUN rm -r /opt/sdk");
        Files.write(folder.resolve("image.tar"), image.docker());
        Files.write(folder.resolve("packed.tar.gz"), gzip(image.docker()));
        Files.write(
                folder.resolve("small.tar"),
                new ArchiveBuilder()
                        .layer(new TarBuilder().file("app/run", "x"))
                        .history("COPY run /app/")
                        .docker());
        byte[] cut = Arrays.copyOf(image.docker(), 1_000_000);
        Files.write(folder.resolve("cut.tar"), cut);
        Files.writeString(
                folder.resolve("Dockerfile"),
                "FROM scratch\nRUN make-sdk\nRUN rm -r /opt/sdk\nCMD /app/run\n");
        Files.writeString(folder.resolve("Broken"), "FROM scratch\nRUM make\n");
        Path app = Files.createDirectories(folder.resolve("sub/app"));
        Files.writeString(app.resolve("Dockerfile"), "FROM node:latest\nCOPY . .\nRUN npm i\n");
        Files.writeString(app.resolve("package.json"), "{}");
        door = Caller.door(Files.createDirectories(folder.resolve(".grade")));
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        }
        return packed.toByteArray();
    }

    @AfterAll
    static void end() throws Exception {
        if (resident != null) {
            resident.destroy();
            resident.waitFor();
            assertFalse(Files.exists(door), "it clears up after itself");
        }
    }

    private record Ran(String code, String out, String err, List<String> files) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "explain image.tar",
                "explain packed.tar.gz --format json",
                "explain image.tar -f Dockerfile --context sub/app --format sarif",
                "explain ./image.tar --format html -o sub/report.html",
                "explain cut.tar",
                "explain image.tar -f Broken",
                "explain image.tar -f sub/nothing",
                "explain image.tar -o nowhere/report.json",
                "explain image.tar --format yaml",
                "explain small.tar --solution",
                "compare image.tar small.tar",
                "compare image.tar small.tar --format json -o sub/compared.json",
                "compare image.tar",
                "lint",
                "lint sub/app --fail-on tip",
                "lint Dockerfile --context sub --format json",
                "lint Broken",
                "lint nothing-here",
                "lint --help"
            })
    void endTheSame(String command) throws Exception {
        String[] arguments = command.split(" ");

        Ran alone = alone(arguments);
        Ran handedOver = handedOver(arguments);

        assertEquals(alone, handedOver);
        assertTrue(alone.out().length() + alone.err().length() + alone.files().size() > 0);
    }

    private static Ran alone(String... arguments) throws Exception {
        List<String> command = java("-Dworkbench.terminals=");
        command.addAll(List.of(arguments));
        Path out = folder.resolve("alone.out");
        Path err = folder.resolve("alone.err");
        Process process =
                prepared(command)
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
        int code = process.waitFor();
        Ran ran =
                new Ran(
                        Integer.toString(code),
                        Files.readString(out),
                        Files.readString(err),
                        takeWritten());
        Files.delete(out);
        Files.delete(err);
        return ran;
    }

    private static Ran handedOver(String... arguments) throws Exception {
        String[] request = Caller.request("LANG=C.UTF-8", arguments);
        request[2] = folder.toRealPath().toString();
        try (Caller caller = begun ? Caller.next(door, request) : first(request)) {
            String err = caller.progress();
            return new Ran(caller.answer(), caller.out(), err, takeWritten());
        }
    }

    private static Caller first(String... request) throws IOException {
        Caller caller = Caller.first(door, request);
        List<String> command = java("-Dworkbench.terminals=", "-Dworkbench.resident=" + door);
        resident =
                prepared(command)
                        .redirectInput(door.resolve("in").toFile())
                        .redirectError(door.resolve("err").toFile())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        Files.writeString(door.resolve("pid"), resident.pid() + "\n");
        caller.started();
        begun = true;
        return caller;
    }

    private static List<String> java(String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-Dworkbench.home=" + folder);
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add("dev.multistage.grader.cli.Workbench");
        return command;
    }

    private static ProcessBuilder prepared(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("LANG", "C.UTF-8");
        builder.environment().put("MULTISTAGE_CACHE", folder.resolve("cache").toString());
        return builder;
    }

    /** Returns what lies in the folder for reports, and empties it. */
    private static List<String> takeWritten() throws IOException {
        List<String> written = new ArrayList<>();
        try (var files = Files.newDirectoryStream(folder.resolve("sub"), "*.{html,json}")) {
            for (Path file : files) {
                written.add(file.getFileName() + ": " + text(file));
                Files.delete(file);
            }
        }
        return written;
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
