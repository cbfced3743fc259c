package dev.multistage.grader.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.image.ContentKind;
import dev.multistage.grader.image.FileEntry;
import dev.multistage.grader.image.FileType;
import dev.multistage.grader.image.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks of owners and modes of an image's files. */
class RightsChecksTest {

    private static final String DOCKERFILE =
            "FROM scratch\nCOPY app /app\nUSER app\nENTRYPOINT [\"/app/run\"]\n";

    private static Evidence image(String user) {
        return Evidence.of(DOCKERFILE)
                .user(user)
                .entrypoint("/app/run")
                .text("/etc/passwd", "root:x:0:0::/:\napp:x:1000:1000::/home/app:\n")
                .text("/etc/group", "root:x:0:\napp:x:1000:\nwheel:x:7:ops,app\n");
    }

    private static FileEntry file(String path, int mode, long uid, long gid) {
        return new FileEntry(
                path,
                FileType.FILE,
                10,
                mode,
                uid,
                gid,
                "",
                Sha256.OF_NOTHING,
                false,
                ContentKind.Simple.OTHER);
    }

    private static String code(Outcome outcome) {
        return outcome.status() == Outcome.Status.PASSED ? "passed" : outcome.code();
    }

    @ParameterizedTest
    @CsvSource({
        "4755, FILE, false, setuid-left",
        "2755, FILE, false, setuid-left",
        "4755, HARDLINK, false, setuid-left",
        "755, FILE, true, setuid-left",
        "755, FILE, false, passed",
        "2775, DIRECTORY, false, passed",
        "1777, DIRECTORY, false, passed"
    })
    void setuidAndCapabilitiesCountOnFilesOnly(
            String mode, FileType type, boolean capabilities, String expected) {
        FileEntry entry =
                new FileEntry(
                        "/usr/bin/thing",
                        type,
                        type == FileType.FILE ? 10 : 0,
                        Integer.parseInt(mode, 8),
                        0,
                        0,
                        "",
                        Sha256.OF_NOTHING,
                        capabilities,
                        ContentKind.Simple.OTHER);
        assertEquals(expected, code(new NoSetuid().examine(image("app").entry(entry).image())));
    }

    @ParameterizedTest
    @CsvSource({
        "app, 755, 0, 0, passed",
        "app, 755, 1000, 0, program-writable",
        "app, 555, 1000, 0, program-writable",
        "app, 775, 0, 1000, program-writable",
        "app, 775, 0, 5, passed",
        "app, 757, 0, 0, program-writable",
        "app, 775, 0, 7, program-writable",
        "app:app, 775, 0, 7, passed",
        "1000:wheel, 775, 0, 7, program-writable",
        "app:5, 775, 0, 5, program-writable",
        "65532, 775, 0, 0, program-writable",
        "65532, 755, 0, 0, passed",
        "'', 755, 0, 0, passed",
        "'', 777, 0, 0, program-writable",
        "ghost, 755, 1000, 0, passed"
    })
    void theProgramMustNotBelongToItsUser(
            String user, String mode, long uid, long gid, String expected) {
        Evidence evidence =
                image(user).entry(file("/app/run", Integer.parseInt(mode, 8), uid, gid));
        assertEquals(expected, code(new ProgramNotWritable().examine(evidence.image())));
    }

    @ParameterizedTest
    @CsvSource({
        "/data/notes.db, passed",
        "/tmp/node-compile-cache/x, passed",
        "/home/app/.bashrc, passed",
        "/home/app/.npm/_logs/x, passed",
        "/home/app/.local/lib/app.py, program-writable",
        "/home/app/server.js, program-writable",
        "/database/x, program-writable"
    })
    void dataAndSettingsAreNotTheProgram(String path, String expected) {
        Evidence evidence = image("app").entry(file(path, 0644, 1000, 1000));
        assertEquals(expected, code(new ProgramNotWritable().examine(evidence.image())));
    }

    @ParameterizedTest
    @CsvSource({
        "755, 1000, program-writable",
        "755, 0, passed",
        "777, 0, program-writable",
        "1777, 0, passed",
        "1777, 1000, program-writable"
    })
    void theProgramsFolderMustNotBelongToItsUserEither(String mode, long uid, String expected) {
        FileEntry folder =
                new FileEntry(
                        "/app",
                        FileType.DIRECTORY,
                        0,
                        Integer.parseInt(mode, 8),
                        uid,
                        0,
                        "",
                        Sha256.OF_NOTHING,
                        false,
                        ContentKind.Simple.NOTHING);
        Evidence evidence = image("app").entry(folder).entry(file("/app/run", 0755, 0, 0));
        assertEquals(expected, code(new ProgramNotWritable().examine(evidence.image())));
    }

    @Test
    void aFailureNamesFileOwnerAndLine() {
        Outcome outcome =
                new ProgramNotWritable()
                        .examine(image("app").entry(file("/app/run", 0755, 1000, 0)).image());
        assertTrue(outcome.observed().contains("/app/run (owner 1000, mode 755)"));
        assertEquals(2, outcome.where().get(0).line());
    }
}
