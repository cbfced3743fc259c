package dev.multistage.grader.advice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.base.BaseImages;
import dev.multistage.grader.context.TreeEntry;
import dev.multistage.grader.docker.BuildListener;
import dev.multistage.grader.docker.BuildRequest;
import dev.multistage.grader.docker.BuildResult;
import dev.multistage.grader.docker.DockerEngine;
import dev.multistage.grader.docker.EngineEndpoint;
import dev.multistage.grader.docker.ProgressListener;
import dev.multistage.grader.dockerfile.BaseReference.ExternalImage;
import dev.multistage.grader.explain.Remark;
import dev.multistage.grader.grading.Explainer;
import dev.multistage.grader.image.Accounting;
import dev.multistage.grader.image.DevDependencies;
import dev.multistage.grader.image.FileEntry;
import dev.multistage.grader.image.Image;
import dev.multistage.grader.image.ImageArchive;
import dev.multistage.grader.image.LayerCache;
import dev.multistage.grader.image.LeftoverCategory;
import dev.multistage.grader.image.Leftovers;
import dev.multistage.grader.image.Linkage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Builds the cases of the corpus that say what their image holds, and looks into the images: what
 * the text promised is there, with the same line, and nothing is there where nothing was promised.
 */
@Timeout(300)
class CorpusIT {

    private static final String TAG = "corpus/case:1";

    @TempDir private static Path folder;
    private static DockerEngine engine;

    static List<CorpusCase> built() {
        return CorpusCase.all().stream().filter(c -> c.head().containsKey("image")).toList();
    }

    @BeforeAll
    static void connect() throws InterruptedException {
        engine =
                DockerEngine.connect(
                        new EngineEndpoint(
                                URI.create(
                                        System.getenv()
                                                .getOrDefault(
                                                        "DOCKER_HOST",
                                                        "unix:///var/run/docker.sock")),
                                "test"));
        assertTrue(built().size() >= 20);
        List<String> bases =
                built().stream()
                        .flatMap(c -> c.dockerfile().externalImages().stream())
                        .map(use -> use.reference().familiar())
                        .distinct()
                        .toList();
        BaseImages.of(engine, (packages, purpose) -> true, true)
                .resolve(bases, ProgressListener.NONE);
    }

    @AfterEach
    void remove() {
        engine.remove(TAG);
    }

    @AfterAll
    static void disconnect() {
        engine.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("built")
    void findsInTheImageWhatTheTextPromises(CorpusCase corpusCase) throws Exception {
        BuildResult result =
                engine.build(
                        BuildRequest.of(corpusCase.context().orElseThrow(), TAG),
                        new BuildListener() {});
        assertInstanceOf(BuildResult.Built.class, result, () -> result.toString());

        TreeSet<String> expected = new TreeSet<>();
        String labels = corpusCase.head().get("image");
        if (!labels.equals("nothing")) {
            expected.addAll(Arrays.asList(labels.split(" ")));
        }
        TreeSet<String> found = remarks(corpusCase);
        found.addAll(facts(corpusCase));
        // a copied toolchain holds its sources and more: only what is promised must be there
        if (!expected.isEmpty()) {
            found.retainAll(expected);
        }
        assertEquals(expected, found);
    }

    private static TreeSet<String> remarks(CorpusCase corpusCase) throws Exception {
        Path context = write(corpusCase);
        TreeSet<String> labels = new TreeSet<>();
        Explainer.Given given =
                new Explainer.Given(
                        Optional.of(context.resolve("Dockerfile")), Optional.of(context));
        for (Remark remark :
                new Explainer(() -> engine, folder.resolve("cache"))
                        .image(TAG, given)
                        .orElseThrow()
                        .explain()
                        .remarks()) {
            boolean ofBase = remark.where().isEmpty();
            if (!ofBase) {
                remark.where().forEach(where -> labels.add(remark.code() + "@" + where.line()));
            }
        }
        return labels;
    }

    private static Path write(CorpusCase corpusCase) throws IOException {
        Path context = folder.resolve(corpusCase.name());
        for (TreeEntry entry : corpusCase.tree().entries()) {
            Path path = context.resolve(entry.path());
            if (entry.kind() == TreeEntry.Kind.FILE) {
                Files.createDirectories(path.getParent());
                try (InputStream content = entry.content().open()) {
                    Files.write(path, content.readAllBytes());
                }
            }
        }
        return context;
    }

    private static TreeSet<String> facts(CorpusCase corpusCase) throws IOException {
        Image image;
        try (InputStream archive = engine.export(TAG)) {
            image =
                    ImageArchive.read(
                            archive, LayerCache.inDirectory(folder.resolve("layers"), 100_000_000));
        }
        int base =
                corpusCase.dockerfile().finalStage().base() instanceof ExternalImage external
                        ? engine.describe(external.reference().familiar())
                                .orElseThrow()
                                .diffIds()
                                .size()
                        : 0;
        TreeSet<String> facts = new TreeSet<>();
        String user = image.config().user();
        if (user.isEmpty() || image.passwd().uid(user).orElse(1) == 0) {
            facts.add("root");
        }
        boolean setuid =
                image.files().values().stream()
                        .filter(file -> file.layerIndex() >= base)
                        .map(file -> file.entry())
                        .filter(FileEntry::isFile)
                        .anyMatch(entry -> (entry.mode() & 04000) != 0);
        if (setuid) {
            facts.add("setuid");
        }
        if (!Linkage.incomplete(image, file -> file.layerIndex() >= base).isEmpty()) {
            facts.add("libraries-missing");
        }
        boolean toolchain =
                Leftovers.of(Accounting.of(image), layer -> layer < base, DevDependencies.NONE)
                        .all()
                        .stream()
                        .anyMatch(leftover -> leftover.category() == LeftoverCategory.TOOLCHAIN);
        if (toolchain) {
            facts.add("toolchain");
        }
        return facts;
    }
}
