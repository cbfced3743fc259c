package dev.multistage.grader.author;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.multistage.grader.docker.Engine;
import dev.multistage.grader.docker.EngineException;
import dev.multistage.grader.docker.EngineInfo;
import dev.multistage.grader.exercise.Catalogue;
import dev.multistage.grader.exercise.CourseFiles;
import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.exercise.Submission;
import dev.multistage.grader.grading.Finding;
import dev.multistage.grader.grading.Grade;
import dev.multistage.grader.grading.Grader;
import dev.multistage.grader.grading.GradingListener;
import dev.multistage.grader.grading.Kept;
import dev.multistage.grader.grading.Options;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs the demonstrations of the article's claims on an engine. */
public final class ClaimsMeasuring {

    static final String FILE = Claims.FOLDER + "/measurements.json";
    private static final int QUOTED = 200;

    private final CourseFiles files;
    private final Engine engine;
    private final Options options;
    private final GradingListener listener;

    /**
     * @param files the course in the working tree
     * @param options how to build; its tag names what is only built, and is removed again
     */
    public ClaimsMeasuring(
            CourseFiles files, Engine engine, Options options, GradingListener listener) {
        this.files = files;
        this.engine = engine;
        this.options = options;
        this.listener = listener;
    }

    /**
     * Runs all demonstrations.
     *
     * @return {@code site/claims/measurements.json}
     * @throws MeasuringException if one does not show what it must
     */
    public String measure(Claims claims) throws InterruptedException {
        ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ObjectNode document = mapper.createObjectNode();
        EngineInfo info = engine.info();
        document.put("format", "multistage/claims/v1")
                .put("measured", LocalDate.now().toString())
                .put("engine", info.version())
                .put("platform", info.platform())
                .put("standIns", !engine.images(Map.of("dev.multistage.standin", "")).isEmpty());
        ObjectNode all = document.putObject("demonstrations");
        for (Claims.Demonstration demonstration : claims.demonstrations()) {
            listener.notice("claim: " + demonstration.name());
            ObjectNode result = all.putObject(demonstration.name());
            Submission submission = submission(demonstration);
            if (demonstration.expect().equals("builds")) {
                build(demonstration, submission, result);
            } else {
                grade(demonstration, submission, result);
            }
        }
        try {
            return mapper.writeValueAsString(document).replace("\" : ", "\": ") + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Submission submission(Claims.Demonstration demonstration) {
        Exercise exercise =
                Catalogue.of(files)
                        .find(demonstration.exercise())
                        .orElseThrow(() -> wrong(demonstration, "names no exercise"));
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put(
                "Dockerfile",
                files.read(demonstration.file())
                        .orElseThrow(() -> wrong(demonstration, "has no Dockerfile")));
        String ignore = exercise.path() + "/app/.dockerignore";
        files.read(ignore).ifPresent(content -> all.put(".dockerignore", content));
        return new Submission(exercise, "claim " + demonstration.name(), all, Map.of());
    }

    private void build(Claims.Demonstration demonstration, Submission submission, ObjectNode result)
            throws InterruptedException {
        Kept kept = new Grader(() -> engine).build(submission, options, listener).get(0);
        if (kept.failure().isPresent()) {
            throw wrong(demonstration, "does not build: " + kept.failure().get());
        }
        engine.remove(kept.tag());
        result.put("shows", "builds").put("unpackedBytes", kept.unpackedBytes());
    }

    private void grade(Claims.Demonstration demonstration, Submission submission, ObjectNode result)
            throws InterruptedException {
        Grade grade = new Grader(() -> engine).grade(submission, options, listener);
        if (grade.trouble().isPresent()) {
            throw new EngineException(
                    grade.trouble().get().message(), grade.trouble().get().remedy());
        }
        if (!grade.images().isEmpty()) {
            result.put("unpackedBytes", grade.images().get(0).unpackedBytes());
        } else if (!demonstration.needs().isEmpty()) {
            result.put("shows", "not run: it needs " + demonstration.needs());
            return;
        }
        if (demonstration.expect().equals("runs")) {
            grade.findings().stream()
                    .filter(f -> f.check().equals("health-endpoint"))
                    .filter(f -> f.status() == Finding.Status.PASSED)
                    .findFirst()
                    .orElseThrow(() -> wrong(demonstration, "does not run: " + grade.codes()));
            result.put("shows", "runs");
            return;
        }
        Finding shown =
                grade.findings().stream()
                        .filter(Finding::failed)
                        .filter(f -> f.code().equals(demonstration.expect()))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        wrong(
                                                demonstration,
                                                "does not show "
                                                        + demonstration.expect()
                                                        + " but "
                                                        + grade.codes()));
        result.put("shows", shown.code()).put("says", quoted(shown.observed()));
    }

    /** Returns the last line, where programs say what is wrong, bounded. */
    private static String quoted(String observed) {
        String[] lines = observed.strip().split("\n");
        String first = lines[0].strip();
        String last = lines[lines.length - 1].strip();
        String text = lines.length == 1 ? first : first + " … " + last;
        return text.length() <= QUOTED ? text : text.substring(0, QUOTED) + "…";
    }

    private MeasuringException wrong(Claims.Demonstration demonstration, String what) {
        CourseText claims = CourseText.read(files, Claims.FILE);
        return new MeasuringException(
                Claims.FILE
                        + ":"
                        + claims.lineOf("\"name\": \"" + demonstration.name() + "\"")
                        + ": "
                        + demonstration.name()
                        + " "
                        + what);
    }
}
