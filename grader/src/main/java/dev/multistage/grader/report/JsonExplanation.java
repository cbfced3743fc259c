package dev.multistage.grader.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.multistage.grader.explain.CacheMiss;
import dev.multistage.grader.explain.Comparison;
import dev.multistage.grader.explain.DirectoryBytes;
import dev.multistage.grader.explain.DirectoryChange;
import dev.multistage.grader.explain.ExplainedLine;
import dev.multistage.grader.explain.Explanation;
import dev.multistage.grader.explain.LineChange;
import dev.multistage.grader.explain.Remark;
import dev.multistage.grader.explain.Subject;
import dev.multistage.grader.explain.Totals;
import java.util.Locale;

/**
 * Explanations and comparisons as JSON, in the formats {@value #FORMAT} and {@value
 * #COMPARISON_FORMAT}; the schemas lie beside this class.
 */
public final class JsonExplanation {

    /** The format of an explanation: name and version. */
    public static final String FORMAT = "multistage/explanation/v1";

    /** The format of a comparison: name and version. */
    public static final String COMPARISON_FORMAT = "multistage/comparison/v1";

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final String graderVersion;

    /**
     * @param graderVersion version of the grader that explains
     */
    public JsonExplanation(String graderVersion) {
        this.graderVersion = graderVersion;
    }

    /** Renders an explanation. */
    public String render(Explanation explanation) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("format", FORMAT);
        root.putObject("grader").put("version", graderVersion);
        fill(root, explanation);
        return text(root);
    }

    /** Renders a comparison. */
    public String render(Comparison comparison) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("format", COMPARISON_FORMAT);
        root.putObject("grader").put("version", graderVersion);
        fill(root.putObject("before"), comparison.before());
        fill(root.putObject("after"), comparison.after());
        root.put("unpackedBytes", comparison.bytes());
        ArrayNode lines = root.putArray("lines");
        for (LineChange change : comparison.lines()) {
            ObjectNode node = lines.addObject();
            change.before().ifPresent(line -> node.put("before", line.line()));
            change.after().ifPresent(line -> node.put("after", line.line()));
            node.put("unpackedBytes", change.bytes());
        }
        ArrayNode directories = root.putArray("directories");
        for (DirectoryChange change : comparison.directories()) {
            directories
                    .addObject()
                    .put("path", change.path())
                    .put("depth", change.depth())
                    .put("before", change.before())
                    .put("after", change.after());
        }
        return text(root);
    }

    private static String text(ObjectNode root) {
        try {
            return MAPPER.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void fill(ObjectNode root, Explanation explanation) {
        Subject subject = explanation.subject();
        root.putObject("subject")
                .put("name", subject.name())
                .put("kind", subject.kind().name().toLowerCase(Locale.ROOT))
                .put("image", subject.imageId())
                .put("platform", subject.platform());
        totals(root.putObject("totals"), explanation.totals());
        if (!explanation.dockerfile().isEmpty()) {
            root.put("dockerfile", explanation.dockerfile());
        }
        ArrayNode source = root.putArray("source");
        explanation.source().forEach(source::add);
        ArrayNode lines = root.putArray("lines");
        explanation.lines().forEach(line -> line(lines.addObject(), line));
        ArrayNode remarks = root.putArray("remarks");
        explanation.remarks().forEach(remark -> remark(remarks.addObject(), remark));
        ArrayNode directories = root.putArray("directories");
        explanation.directories().forEach(each -> directory(directories.addObject(), each));
        ArrayNode notes = root.putArray("notes");
        explanation.notes().forEach(notes::add);
    }

    private static void totals(ObjectNode node, Totals totals) {
        node.put("unpackedBytes", totals.unpackedBytes())
                .put("baseBytes", totals.baseBytes())
                .put("wasteBytes", totals.wasteBytes())
                .put("leftoverBytes", totals.leftoverBytes())
                .put("layers", totals.layers())
                .put("files", totals.files());
        totals.downloadBytes().ifPresent(bytes -> node.put("downloadBytes", bytes));
    }

    private static void line(ObjectNode node, ExplainedLine line) {
        node.put("line", line.line()).put("endLine", line.endLine());
        if (!line.stage().isEmpty()) {
            node.put("stage", line.stage());
        }
        node.put("shipped", line.shipped())
                .put("instruction", line.instruction())
                .put("unpackedBytes", line.unpackedBytes())
                .put("wasteBytes", line.wasteBytes())
                .put("leftoverBytes", line.leftoverBytes())
                .put("certain", line.certain());
        line.run().ifPresent(run -> node.put("cached", run.cached()).put("seconds", run.seconds()));
        line.missed().ifPresent(miss -> missed(node.putObject("missed"), miss));
    }

    private static void missed(ObjectNode node, CacheMiss miss) {
        node.put("reason", miss.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("because", miss.because());
        ArrayNode files = node.putArray("files");
        miss.files().forEach(files::add);
    }

    private static void remark(ObjectNode node, Remark remark) {
        node.put("code", remark.code())
                .put("sentence", remark.sentence())
                .put("bytes", remark.bytes());
        ArrayNode where = node.putArray("where");
        for (Remark.Where at : remark.where()) {
            where.addObject()
                    .put("role", at.role())
                    .put("line", at.line())
                    .put("endLine", at.endLine())
                    .put("stage", at.stage())
                    .put("instruction", at.instruction())
                    .put("certain", at.certain());
        }
        ArrayNode files = node.putArray("files");
        for (Remark.FileBytes file : remark.files()) {
            files.addObject().put("path", file.path()).put("bytes", file.bytes());
        }
        node.put("why", remark.why()).put("next", remark.next());
    }

    /** Fills in a directory, as all documents have it. */
    static void directory(ObjectNode node, DirectoryBytes directory) {
        node.put("path", directory.path())
                .put("depth", directory.depth())
                .put("bytes", directory.bytes())
                .put("files", directory.files());
        ArrayNode lines = node.putArray("lines");
        for (DirectoryBytes.Share share : directory.lines()) {
            lines.addObject()
                    .put("line", share.line())
                    .put("ofBase", share.ofBase())
                    .put("bytes", share.bytes());
        }
    }
}
