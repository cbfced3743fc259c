package dev.multistage.grader.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.image.ContentKind;
import dev.multistage.grader.image.ContentKind.Elf;
import dev.multistage.grader.image.ContentKind.ElfType;
import dev.multistage.grader.image.ContentKind.Glibc;
import dev.multistage.grader.image.ContentKind.GoBuild;
import dev.multistage.grader.image.FileEntry;
import dev.multistage.grader.image.FileType;
import dev.multistage.grader.image.Sha256;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoShellTest {

    private static final String DOCKERFILE =
            "FROM scratch\nCOPY --from=tools /bin /bin\nENTRYPOINT [\"/app\"]\n";

    private static ContentKind elf(boolean shell, String goPackage) {
        return new Elf(
                ElfType.EXECUTABLE,
                "amd64",
                "",
                List.of(),
                List.of(),
                Glibc.NONE,
                true,
                0,
                0,
                goPackage.isEmpty() ? GoBuild.NONE : new GoBuild("go1.26", goPackage),
                false,
                shell);
    }

    private static FileEntry program(String path, ContentKind kind) {
        return new FileEntry(
                path, FileType.FILE, 10, 0755, 0, 0, "", Sha256.OF_NOTHING, false, kind);
    }

    private static Outcome examine(FileEntry... entries) {
        Evidence evidence = Evidence.of(DOCKERFILE);
        for (FileEntry entry : entries) {
            evidence.entry(entry);
        }
        return new NoShell().examine(evidence.image());
    }

    @ParameterizedTest
    @CsvSource({
        "/opt/probe, true, '', shell-left",
        "/bin/fish, false, '', shell-left",
        "/usr/local/bin/x, false, mvdan.cc/sh/v3/cmd/gosh, shell-left",
        "/app, false, '', passed",
        "/usr/bin/make, false, '', passed"
    })
    void findsShellsByNameAndByContent(
            String path, boolean shell, String goPackage, String expected) {
        Outcome outcome = examine(program(path, elf(shell, goPackage)));
        assertEquals(
                expected, outcome.status() == Outcome.Status.PASSED ? "passed" : outcome.code());
    }

    @Test
    void countsTheLinksOfAMultiCallProgramAsOneShell() {
        Outcome outcome =
                examine(
                        program("/bin/busybox", elf(true, "")),
                        FileEntry.link("/bin/sh", FileType.SYMLINK, "/bin/busybox"),
                        FileEntry.link("/bin/wget", FileType.SYMLINK, "/bin/busybox"));
        assertEquals("/bin/busybox (also /bin/sh)", outcome.observed());
        assertEquals(1, outcome.where().size());
        assertEquals(2, outcome.where().get(0).line());
    }

    @Test
    void saysHowARenamedShellWasFound() {
        Outcome outcome = examine(program("/opt/probe", elf(true, "")));
        assertEquals("/opt/probe (a shell by its content)", outcome.observed());
    }

    @Test
    void aTextOrALinkToNothingIsNoShell() {
        Outcome outcome =
                examine(
                        FileEntry.file(
                                "/usr/share/doc/bash",
                                10,
                                Sha256.OF_NOTHING,
                                ContentKind.Simple.TEXT),
                        FileEntry.link("/bin/sh", FileType.SYMLINK, "/bin/gone"));
        assertEquals(Outcome.Status.PASSED, outcome.status());
        assertTrue(outcome.where().isEmpty());
    }
}
