package dev.multistage.grader.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.multistage.grader.explain.Explanation;
import dev.multistage.grader.explain.Remark;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The remarks of an explanation as SARIF 2.1.0, for code scanning: one result each, at the line to
 * change, with the lines behind it as related locations.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>
 */
public final class SarifExplanation {

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final String graderVersion;

    /**
     * @param graderVersion version of the grader that explains
     */
    public SarifExplanation(String graderVersion) {
        this.graderVersion = graderVersion;
    }

    /** Renders an explanation. */
    public String render(Explanation explanation) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        root.put("version", "2.1.0");
        ObjectNode run = root.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver");
        driver.put("name", "multistage").put("version", graderVersion);
        Map<String, Integer> rules = new LinkedHashMap<>();
        ArrayNode declared = driver.putArray("rules");
        for (Remark remark : explanation.remarks()) {
            if (rules.putIfAbsent(remark.code(), rules.size()) == null) {
                ObjectNode rule = declared.addObject().put("id", remark.code());
                rule.putObject("shortDescription").put("text", words(remark.code()));
                if (!remark.why().isEmpty()) {
                    rule.putObject("fullDescription").put("text", remark.why());
                }
            }
        }
        run.put("columnKind", "utf16CodeUnits");
        ArrayNode results = run.putArray("results");
        for (Remark remark : explanation.remarks()) {
            result(results.addObject(), remark, rules.get(remark.code()), explanation);
        }
        try {
            return MAPPER.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String words(String code) {
        String text = code.replace('-', ' ');
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static void result(ObjectNode node, Remark remark, int rule, Explanation explanation) {
        node.put("ruleId", remark.code()).put("ruleIndex", rule).put("level", level(remark));
        node.putObject("message").put("text", message(remark));
        ArrayNode locations = node.putArray("locations");
        ArrayNode related = MAPPER.createArrayNode();
        if (!explanation.dockerfile().isEmpty()) {
            for (Remark.Where where : remark.where()) {
                ObjectNode location = (locations.isEmpty() ? locations : related).addObject();
                location(location, explanation.dockerfile(), where);
            }
        }
        for (Remark.FileBytes file : remark.files()) {
            related.addObject()
                    .putArray("logicalLocations")
                    .addObject()
                    .put("fullyQualifiedName", Printable.oneLine(file.path()))
                    .put("kind", "resource");
        }
        if (!related.isEmpty()) {
            node.set("relatedLocations", related);
        }
        node.putObject("partialFingerprints").put("remark/v1", remark.code() + ":" + place(remark));
        node.putObject("properties").put("bytes", remark.bytes());
    }

    private static String level(Remark remark) {
        if (remark.code().equals(Remark.PRIVATE_KEY)) {
            return "error";
        }
        return remark.bytes() == 0 ? "note" : "warning";
    }

    private static String place(Remark remark) {
        return remark.where().isEmpty() ? "" : remark.where().get(0).instruction();
    }

    private static String message(Remark remark) {
        StringBuilder text = new StringBuilder(Printable.oneLine(remark.sentence()));
        for (Remark.Where where : remark.where()) {
            text.append("; ")
                    .append(where.certain() ? "" : "probably ")
                    .append(where.role())
                    .append(" line ")
                    .append(where.line());
        }
        return text.append(". ").append(remark.next()).toString();
    }

    private static void location(ObjectNode node, String file, Remark.Where where) {
        ObjectNode physical = node.putObject("physicalLocation");
        physical.putObject("artifactLocation").put("uri", uri(file));
        physical.putObject("region").put("startLine", where.line()).put("endLine", where.endLine());
        node.putObject("message")
                .put("text", where.role() + " " + Printable.oneLine(where.instruction()));
    }

    /** Escapes what a URI may not hold. */
    private static String uri(String file) {
        StringBuilder uri = new StringBuilder();
        for (byte b : file.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "-._~/".indexOf(c) >= 0);
            uri.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return uri.toString();
    }
}
