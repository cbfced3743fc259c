package dev.multistage.grader.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.dockerfile.Stage;
import dev.multistage.grader.image.ArchiveBuilder;
import dev.multistage.grader.image.DevDependencies;
import dev.multistage.grader.image.Image;
import dev.multistage.grader.image.ImageArchive;
import dev.multistage.grader.image.LayerCache;
import dev.multistage.grader.image.TarBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Explanations of images whose every byte is known. */
class AnatomyTest {

    private static final String MULTI_STAGE =
            """
            FROM base AS build
            WORKDIR /src
            COPY package.json ./
            RUN npm ci

            FROM base
            # what runs
            COPY --from=build /src/node_modules /app/node_modules
            RUN apt-get update && apt-get install -y curl
            RUN rm -rf /opt/sdk
            CMD ["node"]
            """;

    private static final DevDependencies DEV = dev();

    private static DevDependencies dev() {
        try {
            return DevDependencies.ofPackageLock(
                    ("{\"packages\":{\"node_modules/typescript\":{\"dev\":true},"
                                    + "\"node_modules/express\":{}}}")
                            .getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Image read(ArchiveBuilder archive) throws IOException {
        return ImageArchive.read(new ByteArrayInputStream(archive.docker()), LayerCache.NONE);
    }

    private static Image shipped() throws IOException {
        return read(
                new ArchiveBuilder()
                        .layer(new TarBuilder().file("bin/base", 500_000, 9))
                        .layer(
                                new TarBuilder()
                                        .file("app/node_modules/typescript/tsc.js", 300_000, 1)
                                        .file("app/node_modules/express/index.js", 20_000, 2))
                        .layer(
                                new TarBuilder()
                                        .file("opt/sdk/a", 90_000, 3)
                                        .file("var/lib/apt/lists/all", 80_000, 4))
                        .layer(new TarBuilder().directory("opt").file("opt/.wh.sdk", ""))
                        .history(
                                "ADD rootfs.tar / # buildkit",
                                "COPY /src/node_modules /app/node_modules # buildkit",
                                "RUN /bin/sh -c apt-get update && apt-get install -y curl #"
                                        + " buildkit",
                                "RUN /bin/sh -c rm -rf /opt/sdk # buildkit",
                                "~CMD [\\\"node\\\"]"));
    }

    private static Image stage() throws IOException {
        return read(
                new ArchiveBuilder()
                        .layer(new TarBuilder().file("bin/base", 500_000, 9))
                        .layer(new TarBuilder().directory("src"))
                        .layer(new TarBuilder().file("src/package.json", "{}"))
                        .layer(
                                new TarBuilder()
                                        .file("src/node_modules/typescript/tsc.js", 300_000, 1)
                                        .file("src/node_modules/express/index.js", 20_000, 2))
                        .history(
                                "ADD rootfs.tar / # buildkit",
                                "WORKDIR /src",
                                "COPY package.json ./ # buildkit",
                                "RUN /bin/sh -c npm ci # buildkit"));
    }

    private static Anatomy multiStage() throws IOException {
        return Anatomy.of(
                Material.of("test", Subject.Kind.EXERCISE, shipped())
                        .builtFrom("Dockerfile", Dockerfile.parse(MULTI_STAGE))
                        .with(DEV));
    }

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
        Explanation explanation = multiStage().explain();
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
        Anatomy anatomy = multiStage();
        Stage build = anatomy.stageToFollow().orElseThrow();
        assertEquals("build", build.label());
        Anatomy followed = anatomy.withStages(Map.of(build, stage()));
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
    void namesTheLineThatStoresAndTheLineThatDeletes() throws IOException {
        Remark remark = remark(multiStage().explain(), "deleted-later");
        assertEquals(90_000, remark.bytes());
        assertEquals(
                List.of("stored by 9", "deleted by 10"),
                remark.where().stream().map(at -> at.role() + " " + at.line()).toList());
    }

    @Test
    void saysThatADockerfileOfAnotherImageIsAGuess() throws IOException {
        Explanation explanation =
                Anatomy.of(
                                Material.of("test", Subject.Kind.ARCHIVE, shipped())
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
                Anatomy.of(Material.of("test", Subject.Kind.ARCHIVE, shipped())).explain();
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
                read(
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
        List<DirectoryBytes> directories = multiStage().explain().directories();
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
                read(
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
        List<Remark> all = multiStage().explain().with(List.of(advice)).remarks();
        assertEquals(advice, all.get(all.size() - 1));
    }
}
