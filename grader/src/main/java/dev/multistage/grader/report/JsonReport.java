package dev.multistage.grader.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.multistage.grader.check.Place;
import dev.multistage.grader.grading.Finding;
import dev.multistage.grader.grading.Grade;
import dev.multistage.grader.grading.GradedImage;
import dev.multistage.grader.grading.Mark;
import java.util.Locale;

/**
 * A grade as JSON in the format {@value #FORMAT}; the schema is {@code grade-v1.schema.json} beside
 * this class.
 */
public final class JsonReport {

    /** The format's name and version. */
    public static final String FORMAT = "multistage/grade/v1";

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final String graderVersion;

    /**
     * @param graderVersion version of the grader that made the grade
     */
    public JsonReport(String graderVersion) {
        this.graderVersion = graderVersion;
    }

    /** Renders a grade. */
    public String render(Grade grade) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("format", FORMAT);
        root.putObject("exercise")
                .put("id", grade.exercise().id().toString())
                .put("title", grade.exercise().declaration().title())
                .put("version", grade.exercise().version());
        root.putObject("submission").put("digest", grade.digest()).put("source", grade.source());
        root.putObject("grader").put("version", graderVersion);
        grade.engine()
                .ifPresent(
                        engine ->
                                root.putObject("engine")
                                        .put("version", engine.version())
                                        .put("store", engine.store())
                                        .put("platform", engine.platform()));
        root.put("status", lower(grade.status()));
        root.putObject("score")
                .put("points", grade.score().points())
                .put("of", grade.score().of())
                .put("needed", grade.score().needed());
        ArrayNode marks = root.putArray("marks");
        for (Mark mark : grade.marks()) {
            marks.addObject().put("id", mark.id()).put("reached", mark.reached());
        }
        ArrayNode images = root.putArray("images");
        grade.images().forEach(image -> image(images.addObject(), image));
        ArrayNode findings = root.putArray("findings");
        grade.findings().forEach(finding -> finding(findings.addObject(), finding));
        root.putObject("timing")
                .put("static", grade.timing().statics())
                .put("bases", grade.timing().bases())
                .put("build", grade.timing().build())
                .put("analyse", grade.timing().analyse())
                .put("run", grade.timing().run())
                .put("total", grade.timing().total());
        ArrayNode notes = root.putArray("notes");
        grade.notes().forEach(notes::add);
        grade.trouble()
                .ifPresent(
                        trouble ->
                                root.putObject("error")
                                        .put("kind", lower(trouble.kind()))
                                        .put("message", trouble.message())
                                        .put("remedy", trouble.remedy()));
        try {
            return MAPPER.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void image(ObjectNode node, GradedImage image) {
        node.put("dockerfile", image.dockerfile())
                .put("id", image.id())
                .put("unpackedBytes", image.unpackedBytes());
        image.starterBytes().ifPresent(bytes -> node.put("starterBytes", bytes));
        ArrayNode bases = node.putArray("bases");
        for (GradedImage.Base base : image.bases()) {
            bases.addObject()
                    .put("reference", base.reference())
                    .put("digest", base.digest())
                    .put("standIn", base.standIn());
        }
        ArrayNode lines = node.putArray("lines");
        for (GradedImage.Line line : image.lines()) {
            lines.addObject()
                    .put("line", line.line())
                    .put("instruction", line.instruction())
                    .put("cached", line.cached())
                    .put("seconds", line.seconds())
                    .put("unpackedBytes", line.unpackedBytes())
                    .put("wasteBytes", line.wasteBytes())
                    .put("leftoverBytes", line.leftoverBytes());
        }
        ArrayNode directories = node.putArray("directories");
        image.directories()
                .forEach(each -> JsonExplanation.directory(directories.addObject(), each));
    }

    private static void finding(ObjectNode node, Finding finding) {
        node.put("criterion", finding.criterion())
                .put("check", finding.check())
                .put("reference", finding.reference())
                .put("status", lower(finding.status()));
        if (finding.because() != Finding.Because.NONE) {
            node.put("because", lower(finding.because()));
        }
        if (!finding.code().isEmpty()) {
            node.put("code", finding.code());
        }
        node.put("points", finding.points())
                .put("of", finding.of())
                .put("requirement", finding.requirement())
                .put("title", finding.title())
                .put("observed", finding.observed())
                .put("expected", finding.expected());
        ArrayNode where = node.putArray("where");
        for (Place place : finding.where()) {
            ObjectNode at = where.addObject();
            if (!place.file().isEmpty()) {
                at.put("file", place.file()).put("line", place.line());
                if (place.endLine() > place.line()) {
                    at.put("endLine", place.endLine());
                }
                at.put("text", place.text());
            }
            if (!place.path().isEmpty()) {
                at.put("path", place.path());
            }
            if (place.bytes() >= 0) {
                at.put("bytes", place.bytes());
            }
        }
        node.put("why", finding.why()).put("next", finding.next());
        if (!finding.hint().isEmpty()) {
            node.put("hint", finding.hint());
        }
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
