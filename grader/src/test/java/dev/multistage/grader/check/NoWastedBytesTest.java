package dev.multistage.grader.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NoWastedBytesTest {

    private static final Sha256 ONE = Sha256.parse("1".repeat(64));
    private static final Sha256 TWO = Sha256.parse("2".repeat(64));
    private static final String DOCKERFILE =
            """
            FROM debian:trixie-slim
            RUN install
            RUN remove
            """;

    @Test
    void failsWhenALineDeletesADirectoryThatAnEarlierOneWrote() throws IOException {
        Outcome outcome =
                examine(
                        List.of(file("/bin/sh", 900_000, ONE)),
                        List.of(file("/opt/a", 30_000_000, ONE), file("/opt/b", 5_000_000, TWO)),
                        List.of(gone("/opt")));
        assertEquals("deleted-later", outcome.code());
        assertEquals("35.0 MB that line 2 stores and line 3 deletes", outcome.observed());
        assertEquals(
                List.of("2 35000000 ", "3 -1 ", "0 30000000 /opt/a"),
                outcome.where().stream()
                        .map(p -> p.line() + " " + p.bytes() + " " + p.path())
                        .toList());
    }

    @Test
    void failsWhenALineStoresFilesOfTheBaseAgain() throws IOException {
        Outcome outcome =
                examine(
                        List.of(file("/usr/lib/x", 7_000_000, ONE)),
                        List.of(owned("/usr/lib/x", 7_000_000, ONE)),
                        List.of());
        assertEquals("stored-twice", outcome.code());
        assertEquals("7.0 MB that line 1 stores and line 2 stores again", outcome.observed());
    }

    @Test
    void namesTheWorstPairAndTheSum() throws IOException {
        Outcome outcome =
                examine(
                        List.of(),
                        List.of(file("/a", 4_000_000, ONE), file("/b", 3_000_000, TWO)),
                        List.of(gone("/b"), owned("/a", 4_000_000, ONE)));
        assertEquals(
                "4.0 MB that line 2 stores and line 3 stores again; 7.0 MB in all",
                outcome.observed());
    }

    @Test
    void passesWhatPackageManagersAlwaysRewriteAndWhatTheBaseLoses() throws IOException {
        Outcome outcome =
                examine(
                        List.of(
                                file("/var/lib/dpkg/status", 4_000_000, ONE),
                                file("/usr/share/doc/x", 4_000_000, ONE)),
                        List.of(file("/var/lib/dpkg/status", 4_000_000, TWO)),
                        List.of(file("/var/lib/dpkg/status", 4_000_000, ONE), gone("/usr/share")));
        assertEquals(Outcome.Status.PASSED, outcome.status());
        assertEquals("nothing", outcome.observed());
    }

    @Test
    void forgivesWhatTheExerciseForgives() throws IOException {
        Outcome outcome =
                examine(List.of(), List.of(file("/tmp/x", 999_999, ONE)), List.of(gone("/tmp/x")));
        assertEquals("1.0 MB", outcome.observed());
        assertEquals(Outcome.Status.PASSED, outcome.status());
    }

    @Test
    void refusesANegativeLimit() {
        assertThrows(IllegalArgumentException.class, () -> new NoWastedBytes(-1));
    }

    private static Outcome examine(
            List<FileEntry> base, List<FileEntry> install, List<FileEntry> remove)
            throws IOException {
        List<Layer> layers = new ArrayList<>();
        for (List<FileEntry> entries : List.of(base, install, remove)) {
            String diffId = "sha256:" + String.valueOf(layers.size()).repeat(64);
            layers.add(new Layer(layers.size(), diffId, entries, OptionalLong.empty()));
        }
        List<HistoryEntry> history =
                Stream.of(
                                "/bin/sh -c #(nop) ADD file:x in / ",
                                "RUN /bin/sh -c install # buildkit",
                                "RUN /bin/sh -c remove # buildkit")
                        .map(step -> new HistoryEntry(step, false, "", ""))
                        .toList();
        Image image = new Image("sha256:x", ImageConfig.EMPTY.withHistory(history), layers);
        Dockerfile dockerfile = Dockerfile.parse(DOCKERFILE.getBytes(StandardCharsets.UTF_8));
        Accounting accounting = Accounting.of(image);
        Origins origins = Origins.of(image, dockerfile, dockerfile.finalStage());
        ImageEvidence evidence =
                new ImageEvidence(
                        "Dockerfile",
                        dockerfile,
                        image,
                        accounting,
                        origins,
                        Leftovers.of(accounting, origins, DevDependencies.NONE),
                        new AppContract(
                                8000,
                                "/health",
                                "",
                                "",
                                "",
                                List.of(),
                                Optional.empty(),
                                List.of()),
                        0,
                        Map.of(),
                        Map.of());
        return new NoWastedBytes(1).examine(evidence);
    }

    private static FileEntry file(String path, long size, Sha256 content) {
        return FileEntry.file(path, size, content, ContentKind.Simple.OTHER);
    }

    private static FileEntry owned(String path, long size, Sha256 content) {
        return new FileEntry(
                path,
                FileType.FILE,
                size,
                0644,
                10001,
                0,
                "",
                content,
                false,
                ContentKind.Simple.OTHER);
    }

    private static FileEntry gone(String path) {
        return FileEntry.withoutContent(path, FileType.WHITEOUT);
    }
}
