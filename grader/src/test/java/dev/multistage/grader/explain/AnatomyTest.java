package dev.multistage.grader.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.dockerfile.Stage;
import dev.multistage.grader.image.ArchiveBuilder;
import dev.multistage.grader.image.Image;
import dev.multistage.grader.image.TarBuilder;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Explanations of images whose every byte is known. */
class AnatomyTest {

    private static ExplainedLine line(Explanation explanation, int number) {
        return explanation.lines().stream()
                .filter(line -> line.line() == number)
                .findFirst()
                .orElseThrow();
    }

    private static Remark remark(Explanation explanation, String code) {
        return explanation.remarks().stream()
                .filter(remark -> remark.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new AssertionError(explanation.remarks().toString()));
    }

    @Test
    void chargesEveryByteToALine() throws IOException {
        Explanation explanation = ExampleImages.multiStage().explain();
        assertEquals(990_000, explanation.totals().unpackedBytes());
        assertEquals(500_000, explanation.totals().baseBytes());
        assertEquals(90_000, explanation.totals().wasteBytes());
        assertEquals(500_000, line(explanation, 6).unpackedBytes());
        assertEquals(320_000, line(explanation, 8).unpackedBytes());
        assertEquals(300_000, line(explanation, 8).leftoverBytes());
        assertEquals(90_000, line(explanation, 9).wasteBytes());
        assertEquals(80_000, line(explanation, 9).leftoverBytes());
        assertEquals(
                990_000,
                explanation.lines().stream().mapToLong(ExplainedLine::unpackedBytes).sum());
        assertTrue(explanation.lines().stream().allMatch(ExplainedLine::certain));
        assertFalse(line(explanation, 4).shipped());
        assertTrue(line(explanation, 8).shipped());
    }

    @Test
    void tracesALeftoverToTheLineThatCreatedIt() throws IOException {
        Anatomy anatomy = ExampleImages.multiStage();
        Stage build = anatomy.stageToFollow().orElseThrow();
        assertEquals("build", build.label());
        Anatomy followed = anatomy.withStages(Map.of(build, ExampleImages.stage()));
        assertTrue(followed.stageToFollow().isEmpty());
        Remark remark = remark(followed.explain(), "leftover-dev-dependency");
        assertEquals(
                List.of("copied by 8", "created by 4"),
                remark.where().stream().map(at -> at.role() + " " + at.line()).toList());
        assertEquals("RUN npm ci", remark.where().get(1).instruction());
        assertEquals("build", remark.where().get(1).stage());
        assertEquals("/app/node_modules/typescript/tsc.js", remark.files().get(0).path());
        assertTrue(remark.sentence().contains("typescript"), remark.sentence());
    }

    @Test
    void followsAStageWithoutANameAsWell() throws IOException {
        String text =
                ExampleImages.MULTI_STAGE.replace(" AS build", "").replace("from=build", "from=0");
        Anatomy anatomy =
                Anatomy.of(
                        Material.of("test", Subject.Kind.EXERCISE, ExampleImages.shipped())
                                .builtFrom("Dockerfile", Dockerfile.parse(text))
                                .with(ExampleImages.DEV));
        Stage stage = anatomy.stageToFollow().orElseThrow();
        assertEquals("stage-0", stage.label());
        assertTrue(
                anatomy.explain().notes().stream()
                        .anyMatch(note -> note.contains("could not be built by itself")),
                anatomy.explain().notes().toString());
        Anatomy followed = anatomy.withStages(Map.of(stage, ExampleImages.stage()));
        Remark remark = remark(followed.explain(), "leftover-dev-dependency");
        assertEquals(
                List.of("copied by 8", "created by 4"),
                remark.where().stream().map(at -> at.role() + " " + at.line()).toList());
    }

    @Test
    void saysOnceWhatOneLineBringsInSeveralLayers() throws IOException {
        Image image =
                ExampleImages.read(
                        new ArchiveBuilder()
                                .layer(
                                        new TarBuilder()
                                                .file("usr/lib/git-core/git-http-fetch", 5_000, 1))
                                .layer(
                                        new TarBuilder()
                                                .file("usr/lib/gcc/cc1", 30_000, 2)
                                                .file("usr/lib/git-core/git", 4_000, 3)
                                                .file("usr/share/cmake/x", 3_000, 5)
                                                .file("usr/share/maven/x", 2_000, 6)
                                                .file("opt/rustup/toolchains/x", 1_000, 7))
                                .layer(new TarBuilder().file("usr/lib/gcc/cc1plus", 8_000, 4))
                                .history(
                                        "ADD rootfs.tar / # buildkit",
                                        "RUN /bin/sh -c install gcc # buildkit",
                                        "RUN /bin/sh -c install g++ # buildkit"));
        Explanation explanation =
                Anatomy.of(
                                Material.of("test", Subject.Kind.EXERCISE, image)
                                        .builtFrom(
                                                "Dockerfile",
                                                Dockerfile.parse("FROM fat\nRUN install g++\n")))
                        .explain();
        assertEquals(
                List.of(
                        "45.0 kB of build tools: GCC (30.0 kB), Git (9.0 kB), CMake (3.0 kB),"
                                + " Maven (2.0 kB), Rust toolchain (1.0 kB), brought by the base image",
                        "8.0 kB of build tools: GCC"),
                explanation.remarks().stream().map(Remark::sentence).toList());
        Remark ofBase = explanation.remarks().get(0);
        assertEquals(
                List.of("brought by 1"),
                ofBase.where().stream().map(at -> at.role() + " " + at.line()).toList());
        assertEquals(45_000, line(explanation, 1).leftoverBytes());
    }

    @Test
    void namesTheLineThatStoresAndTheLineThatDeletes() throws IOException {
        Remark remark = remark(ExampleImages.multiStage().explain(), "deleted-later");
        assertEquals(90_000, remark.bytes());
        assertEquals(
                List.of("stored by 9", "deleted by 10"),
                remark.where().stream().map(at -> at.role() + " " + at.line()).toList());
    }

    @Test
    void saysThatADockerfileOfAnotherImageIsAGuess() throws IOException {
        Explanation explanation =
                Anatomy.of(
                                Material.of("test", Subject.Kind.ARCHIVE, ExampleImages.shipped())
                                        .builtFrom(
                                                "Dockerfile",
                                                Dockerfile.parse(
                                                        "FROM base\nCOPY a /app/node_modules\n"
                                                                + "RUN other\nRUN x\nEXPOSE 1\n")))
                        .explain();
        assertTrue(explanation.lines().stream().anyMatch(line -> !line.certain()));
        assertTrue(
                explanation.notes().stream().anyMatch(note -> note.contains("best guess")),
                explanation.notes().toString());
    }

    @Test
    void goesByTheHistoryWithoutADockerfile() throws IOException {
        Explanation explanation =
                Anatomy.of(Material.of("test", Subject.Kind.ARCHIVE, ExampleImages.shipped()))
                        .explain();
        assertEquals("", explanation.dockerfile());
        assertEquals(5, explanation.lines().size());
        assertEquals("RUN rm -rf /opt/sdk", explanation.source().get(3));
        assertEquals(170_000, line(explanation, 3).unpackedBytes());
        assertEquals(90_000, line(explanation, 3).wasteBytes());
        Remark remark = remark(explanation, "deleted-later");
        assertTrue(remark.sentence().contains("step 3"), remark.sentence());
    }

    @Test
    void marksAsUncertainWhatAShortHistoryDoesNotTell() throws IOException {
        Image image =
                ExampleImages.read(
                        new ArchiveBuilder()
                                .layer(new TarBuilder().file("a", 1_000, 1))
                                .layer(new TarBuilder().file("b", 2_000, 2))
                                .history("RUN /bin/sh -c squashed"));
        Explanation explanation =
                Anatomy.of(Material.of("test", Subject.Kind.ARCHIVE, image)).explain();
        assertEquals(3_000, explanation.totals().unpackedBytes());
        assertFalse(line(explanation, 1).certain());
        assertTrue(
                explanation.notes().stream().anyMatch(note -> note.contains("guess")),
                explanation.notes().toString());
    }

    @Test
    void listsTheBiggestDirectoriesWithTheirLines() throws IOException {
        List<DirectoryBytes> directories = ExampleImages.multiStage().explain().directories();
        assertEquals("/bin", directories.get(0).path());
        assertTrue(directories.get(0).lines().get(0).ofBase());
        DirectoryBytes modules = directories.get(1);
        assertEquals("/app/node_modules", modules.path());
        assertEquals(320_000, modules.bytes());
        assertEquals(2, modules.files());
        assertEquals(8, modules.lines().get(0).line());
        assertFalse(modules.lines().get(0).ofBase());
    }

    @Test
    void putsAPrivateKeyFirst() throws IOException {
        Image image =
                ExampleImages.read(
                        new ArchiveBuilder()
                                .layer(new TarBuilder().file("opt/a", 90_000, 3))
                                .layer(
                                        new TarBuilder()
                                                .file("opt/.wh.a", "")
                                                .file(
                                                        "root/id",
                                                        "-----BEGIN PRIVATE KEY-----\nMII\n")));
        Remark first =
                Anatomy.of(Material.of("test", Subject.Kind.ARCHIVE, image))
                        .explain()
                        .remarks()
                        .get(0);
        assertEquals("private-key", first.code());
        assertEquals("/root/id", first.files().get(0).path());
    }

    @Test
    void takesInAdviceFromElsewhere() throws IOException {
        Remark advice =
                new Remark("unpinned-base", "line 1 names no tag", 0, List.of(), List.of(), "", "");
        List<Remark> all = ExampleImages.multiStage().explain().with(List.of(advice)).remarks();
        assertEquals(advice, all.get(all.size() - 1));
    }

    @Test
    void looksBehindALineThatOnlyChangesTheOwner() throws IOException {
        Image image =
                ExampleImages.read(
                        new ArchiveBuilder()
                                .layer(new TarBuilder().file("a", 1_000, 1))
                                .layer(
                                        new TarBuilder()
                                                .file("n/node_modules/typescript/t", 50_000, 1))
                                .layer(
                                        new TarBuilder()
                                                .entry(
                                                        '0',
                                                        "n/node_modules/typescript/t",
                                                        "",
                                                        0700,
                                                        TarBuilder.bytes(50_000, 1)))
                                .history("BASE", "RUN /bin/sh -c npm ci", "RUN chmod x"));
        Explanation explanation =
                Anatomy.of(
                                Material.of("test", Subject.Kind.IMAGE, image)
                                        .builtFrom(
                                                "Dockerfile",
                                                Dockerfile.parse(
                                                        "FROM b\nRUN npm ci\nRUN chmod x\n"))
                                        .with(ExampleImages.DEV))
                        .explain();
        assertEquals(
                List.of("stored again by 3", "created by 2"),
                remark(explanation, "leftover-dev-dependency").where().stream()
                        .map(at -> at.role() + " " + at.line())
                        .toList());
    }

    @Test
    void comparesLineByLineAndDirectoryByDirectory() throws IOException {
        Image small =
                ExampleImages.read(
                        new ArchiveBuilder()
                                .layer(new TarBuilder().file("bin/base", 500_000, 9))
                                .layer(
                                        new TarBuilder()
                                                .file("app/node_modules/express/i", 20_000, 2))
                                .history(
                                        "ADD rootfs.tar / # buildkit",
                                        "COPY /src/node_modules /app/node_modules # buildkit",
                                        "~CMD [\\\"node\\\"]"));
        Comparison comparison =
                Comparison.of(
                        ExampleImages.multiStage(),
                        Anatomy.of(
                                Material.of("small", Subject.Kind.IMAGE, small)
                                        .builtFrom(
                                                "Dockerfile",
                                                Dockerfile.parse(
                                                        """
                                                        FROM base AS build
                                                        RUN npm ci --omit=dev
                                                        FROM base
                                                        COPY --from=build /src/node_modules /app/node_modules
                                                        CMD ["node"]
                                                        """))));
        assertEquals(520_000 - 990_000, comparison.bytes());
        LineChange copy =
                comparison.lines().stream()
                        .filter(
                                change ->
                                        change.after().map(line -> line.line() == 4).orElse(false))
                        .findFirst()
                        .orElseThrow();
        assertEquals(8, copy.before().orElseThrow().line());
        assertEquals(-300_000, copy.bytes());
        DirectoryChange most = comparison.directories().get(0);
        assertEquals("/app/node_modules/typescript", most.path());
        assertEquals(300_000, most.before());
        assertEquals(0, most.after());
    }
}
