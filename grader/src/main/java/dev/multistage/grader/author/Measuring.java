package dev.multistage.grader.author;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.multistage.grader.digest.Digest;
import dev.multistage.grader.docker.Engine;
import dev.multistage.grader.docker.EngineInfo;
import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.exercise.Submission;
import dev.multistage.grader.grading.Grader;
import dev.multistage.grader.grading.GradingListener;
import dev.multistage.grader.grading.Kept;
import dev.multistage.grader.grading.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/**
 * Measures the images of an exercise and writes {@code measurements.json} beside its declaration.
 */
public final class Measuring {

    private static final String TAG = "multistage-measured:latest";

    private final Path root;
    private final Engine engine;
    private final Options options;
    private final GradingListener listener;

    /**
     * @param root the root of the repository
     * @param engine the engine that builds
     * @param options how to build; the tag is not used
     * @param listener hears of progress
     */
    public Measuring(Path root, Engine engine, Options options, GradingListener listener) {
        this.root = root;
        this.engine = engine;
        this.options = options;
        this.listener = listener;
    }

    /**
     * Builds starter, reference and alternatives and writes their unpacked bytes. Measurements of
     * other platforms stay.
     *
     * @throws MeasuringException if one of them does not build
     */
    public void measure(Exercise exercise) throws InterruptedException, IOException {
        Path file = root.resolve(exercise.path()).resolve("measurements.json");
        ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ObjectNode document =
                Files.exists(file)
                        ? (ObjectNode) mapper.readTree(file.toFile())
                        : mapper.createObjectNode();
        document.put("format", "multistage/measurements/v1");
        EngineInfo info = engine.info();
        ObjectNode platform = document.withObject("/platform").putObject(info.platform());
        platform.put("measured", LocalDate.now().toString())
                .put("engine", info.version())
                .put("standIns", standIns());
        Figures before = Figures.of(exercise);
        Submission starter = Submission.ofStarter(exercise);
        ObjectNode node = platform.putObject("starter");
        put(node, built(starter)).put("digest", digest(starter));
        put(platform.putObject("reference"), built(Submission.ofSolution(exercise)));
        ObjectNode alternatives = platform.putObject("alternatives");
        for (String name : exercise.alternatives()) {
            put(alternatives.putObject(name), built(Submission.ofAlternative(exercise, name)));
        }
        Files.writeString(file, text(mapper, document));
        Path lesson = root.resolve(exercise.path()).resolve("README.md");
        if (Files.exists(lesson)) {
            String text = Files.readString(lesson);
            String renewed = LessonFigures.renew(text, before, Figures.of(exercise));
            if (!renewed.equals(text)) {
                Files.writeString(lesson, renewed);
            }
        }
    }

    /**
     * Writes the bytes of all images together, then of each where there are several, or else what
     * each line of the Dockerfile put into the one.
     */
    private static ObjectNode put(ObjectNode node, List<Kept> images) {
        node.put("unpackedBytes", bytes(images));
        if (images.size() > 1) {
            ObjectNode each = node.putObject("dockerfiles");
            for (Kept image : images) {
                each.putObject(image.dockerfile()).put("unpackedBytes", image.unpackedBytes());
            }
        } else {
            ObjectNode lines = node.putObject("lines");
            images.get(0).lines().stream()
                    .filter(line -> line.unpackedBytes() > 0)
                    .forEach(line -> lines.put(String.valueOf(line.line()), line.unpackedBytes()));
        }
        return node;
    }

    private static long bytes(List<Kept> images) {
        return images.stream().mapToLong(Kept::unpackedBytes).sum();
    }

    /** Returns whether this engine has base images that are stand-ins. */
    private boolean standIns() {
        return !engine.images(java.util.Map.of("dev.multistage.standin", "")).isEmpty();
    }

    private List<Kept> built(Submission submission) throws InterruptedException {
        listener.notice(submission.exercise().id() + ": " + submission.source());
        Options tagged =
                new Options(
                        options.nonce(),
                        options.offline(),
                        options.consent(),
                        TAG,
                        options.cache());
        List<Kept> built = new Grader(() -> engine).build(submission, tagged, listener);
        for (Kept image : built) {
            if (image.failure().isPresent()) {
                throw new MeasuringException(
                        submission.exercise().path()
                                + ": "
                                + submission.source()
                                + " does not build: "
                                + image.failure().get());
            }
            engine.remove(image.tag());
        }
        return built;
    }

    private static String digest(Submission submission) {
        byte[] dockerfile =
                submission
                        .content(submission.exercise().declaration().dockerfiles().get(0))
                        .orElseThrow();
        return Digest.of(dockerfile).reference();
    }

    private static String text(ObjectMapper mapper, ObjectNode document) {
        try {
            return mapper.writeValueAsString(document).replace("\" : ", "\": ") + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
