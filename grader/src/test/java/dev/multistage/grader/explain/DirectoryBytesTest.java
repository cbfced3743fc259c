package dev.multistage.grader.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.image.Accounting;
import dev.multistage.grader.image.ArchiveBuilder;
import dev.multistage.grader.image.Image;
import dev.multistage.grader.image.Origins;
import dev.multistage.grader.image.TarBuilder;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The directories that a grade notes down, and how much room they take. */
class DirectoryBytesTest {

    private static List<DirectoryBytes> biggest(Image image, Dockerfile dockerfile) {
        return DirectoryBytes.biggest(
                Accounting.of(image), Origins.of(image, dockerfile, dockerfile.finalStage()));
    }

    @Test
    void aGradeKnowsTheDirectoriesOfAnExplanation() throws IOException {
        List<DirectoryBytes> biggest =
                biggest(ExampleImages.shipped(), Dockerfile.parse(ExampleImages.MULTI_STAGE));
        assertEquals(ExampleImages.multiStage().explain().directories(), biggest);
        DirectoryBytes base =
                biggest.stream().filter(each -> each.path().equals("/bin")).findFirst().get();
        assertEquals(List.of(new DirectoryBytes.Share(6, true, 500_000)), base.lines());
    }

    @Test
    void aProgramThatLiesInNoDirectoryStandsForItself() throws IOException {
        Image image =
                ExampleImages.read(
                        new ArchiveBuilder()
                                .layer(new TarBuilder().file("app", 900_000, 1))
                                .layer(new TarBuilder().file("etc/ssl/certs/all.crt", 90_000, 2))
                                .history("COPY /out/app /app # buildkit", "COPY certs # buildkit"));
        assertEquals(
                List.of("/app", "/etc/ssl/certs"),
                biggest(image, Dockerfile.parse("FROM scratch\nCOPY a /\nCOPY b /\n")).stream()
                        .map(DirectoryBytes::path)
                        .toList());
    }

    @Test
    void fewWordsAreEnoughForAnyImage() throws IOException {
        StringBuilder text = new StringBuilder("FROM base\n");
        String[] history = new String[40];
        ArchiveBuilder archive = new ArchiveBuilder();
        for (int layer = 0; layer < history.length; layer++) {
            text.append("RUN step-").append(layer).append('\n');
            history[layer] = "RUN /bin/sh -c step-" + layer + " # buildkit";
            TarBuilder tar = new TarBuilder();
            for (int folder = 0; folder < 30; folder++) {
                tar.file("<" + folder + ">/" + layer, 1_000, layer * 100 + folder);
            }
            archive.layer(tar);
        }
        Image image = ExampleImages.read(archive.history(history));
        List<DirectoryBytes> brief =
                biggest(image, Dockerfile.parse(text.toString())).stream()
                        .map(DirectoryBytes::brief)
                        .toList();
        assertTrue(!brief.isEmpty() && brief.size() <= 24, brief.toString());
        for (DirectoryBytes each : brief) {
            assertEquals(6, each.lines().size());
            assertEquals(40_000, each.bytes(), "of all lines, those left out too");
        }
        String path = "/a".repeat(2_000) + "/end";
        String end = new DirectoryBytes(path, 0, 1, 1, List.of()).brief().path();
        assertTrue(end.length() <= 201 && end.endsWith("/end"), end);
    }
}
