package dev.multistage.grader.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.image.Accounting;
import dev.multistage.grader.image.ContentKind;
import dev.multistage.grader.image.DevDependencies;
import dev.multistage.grader.image.FileEntry;
import dev.multistage.grader.image.FileType;
import dev.multistage.grader.image.HistoryEntry;
import dev.multistage.grader.image.Image;
import dev.multistage.grader.image.ImageConfig;
import dev.multistage.grader.image.Layer;
import dev.multistage.grader.image.Leftovers;
import dev.multistage.grader.image.Origins;
import dev.multistage.grader.image.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnlyRuntimeFilesTest {

    private static final String DOCKERFILE =
            "FROM alpine:3.23\nCOPY --from=build /out /app\nRUN tidy\nCMD [\"/app/run\"]\n";

    private static FileEntry file(String path) {
        return FileEntry.file(path, 10, Sha256.OF_NOTHING, ContentKind.Simple.OTHER);
    }

    private static Outcome examine(List<FileEntry> copied, List<FileEntry> run) {
        List<HistoryEntry> history =
                List.of(
                        new HistoryEntry("ADD rootfs", false, "", ""),
                        new HistoryEntry(
                                "COPY /out /app # buildkit", false, "buildkit.dockerfile.v0", ""),
                        new HistoryEntry(
                                "RUN /bin/sh -c tidy # buildkit",
                                false,
                                "buildkit.dockerfile.v0",
                                ""),
                        new HistoryEntry("CMD [\"/app/run\"]", true, "buildkit.dockerfile.v0", ""));
        List<Layer> layers = new ArrayList<>();
        for (List<FileEntry> entries : List.of(List.of(file("/bin/busybox")), copied, run)) {
            int index = layers.size();
            layers.add(
                    new Layer(
                            index,
                            "sha256:" + String.valueOf(index).repeat(64),
                            entries,
                            OptionalLong.empty(),
                            Map.of()));
        }
        ImageConfig started =
                new ImageConfig(
                        "",
                        List.of(),
                        List.of("/app/run"),
                        Map.of(),
                        List.of(),
                        Map.of(),
                        "",
                        "",
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        "linux",
                        "amd64",
                        history);
        Image image = new Image("sha256:x", started, layers);
        Dockerfile dockerfile = Dockerfile.parse(DOCKERFILE);
        Accounting accounting = Accounting.of(image);
        Origins origins = Origins.of(image, dockerfile, dockerfile.finalStage());
        return new OnlyRuntimeFiles()
                .examine(
                        new ImageEvidence(
                                "Dockerfile",
                                dockerfile,
                                image,
                                accounting,
                                origins,
                                Leftovers.of(accounting, origins, DevDependencies.NONE),
                                new AppContract(
                                        8080,
                                        "/health",
                                        "",
                                        "",
                                        "",
                                        List.of(),
                                        Optional.empty(),
                                        List.of("/**/pages/*.md")),
                                0,
                                Map.of(),
                                Map.of()));
    }

    @Test
    void theStartedProgramAndDeclaredFilesMayBeThere() {
        Outcome outcome = examine(List.of(file("/app/run"), file("/app/pages/a.md")), List.of());
        assertEquals(Outcome.Status.PASSED, outcome.status());
    }

    @Test
    void anotherFileFailsWithItsLine() {
        Outcome outcome = examine(List.of(file("/app/run"), file("/app/build.log")), List.of());
        assertEquals("more-than-runtime", outcome.code());
        assertEquals("/app/build.log", outcome.where().get(0).path());
        assertEquals(2, outcome.where().get(0).line());
    }

    @Test
    void aFileThatALaterLineHidesIsShippedAllTheSame() {
        Outcome outcome =
                examine(
                        List.of(file("/app/run"), file("/app/drafts/x.md")),
                        List.of(FileEntry.withoutContent("/app/drafts", FileType.WHITEOUT)));
        assertEquals("more-than-runtime", outcome.code());
        assertTrue(outcome.observed().contains("their layer is shipped"));
        assertEquals(2, outcome.where().get(0).line());
    }

    @ParameterizedTest
    @CsvSource({
        "/etc/passwd, passed",
        "/lib/apk/db/installed, passed",
        "/home/app/.profile, passed",
        "/bin/busybox, passed",
        "/usr/bin/curl, more-than-runtime"
    })
    void whatToolsWriteByTheWayIsForgiven(String path, String expected) {
        Outcome outcome = examine(List.of(file("/app/run")), List.of(file(path)));
        assertEquals(
                expected, outcome.status() == Outcome.Status.PASSED ? "passed" : outcome.code());
    }
}
