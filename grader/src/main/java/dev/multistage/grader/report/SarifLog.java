package dev.multistage.grader.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A SARIF 2.1.0 log with one run, for code scanning. It knows the format and nothing of what is
 * reported; texts are cleaned here and may be untrusted.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>
 */
final class SarifLog {

    /** How bad a result is. */
    enum Level {
        ERROR,
        WARNING,
        NOTE
    }

    /**
     * A kind of result.
     *
     * @param id its stable code
     * @param title it in a few words
     * @param why why it matters; may be empty
     */
    record Rule(String id, String title, String why) {

        /** Makes a rule whose title is its code in words. */
        static Rule of(String code, String why) {
            String words = code.replace('-', ' ');
            return new Rule(code, Character.toUpperCase(words.charAt(0)) + words.substring(1), why);
        }
    }

    /**
     * A place in a text file. Columns count UTF-16 units from 1, the last one stands behind the
     * last character; a column of 0 means the whole line.
     *
     * @param file as a person would write it, relative or absolute
     * @param said what is said of it; may be empty
     */
    record Place(String file, int line, int column, int endLine, int endColumn, String said) {

        static Place lines(String file, int line, int endLine, String said) {
            return new Place(file, line, 0, endLine, 0, said);
        }
    }

    /**
     * One result.
     *
     * @param rule what kind it is
     * @param message what a person reads
     * @param places where it is, the place to change first; may be empty
     * @param paths files in an image that it is about
     * @param sameness what stays the same when lines move, by which the result is known again
     * @param properties figures and words for programs
     */
    record Result(
            Rule rule,
            Level level,
            String message,
            List<Place> places,
            List<String> paths,
            String sameness,
            Map<String, Object> properties) {}

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final String graderVersion;
    private final String command;

    /**
     * @param graderVersion version of the grader
     * @param command what made the results; results of two commands do not replace each other
     */
    SarifLog(String graderVersion, String command) {
        this.graderVersion = graderVersion;
        this.command = command;
    }

    /** Renders results. */
    String render(List<Result> results) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        root.put("version", "2.1.0");
        ObjectNode run = root.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver");
        driver.put("name", "multistage").put("version", graderVersion);
        Map<String, Integer> rules = rules(driver.putArray("rules"), results);
        run.putObject("automationDetails").put("id", "multistage/" + command + "/");
        run.put("columnKind", "utf16CodeUnits");
        ArrayNode list = run.putArray("results");
        for (Result result : results) {
            write(result, rules.get(result.rule().id()), list.addObject());
        }
        try {
            return MAPPER.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Map<String, Integer> rules(ArrayNode declared, List<Result> results) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        for (Result result : results) {
            Rule rule = result.rule();
            if (numbers.putIfAbsent(rule.id(), numbers.size()) == null) {
                ObjectNode node = declared.addObject().put("id", rule.id());
                node.putObject("shortDescription").put("text", text(rule.title()));
                String why = text(rule.why().isEmpty() ? rule.title() : rule.why());
                node.putObject("fullDescription").put("text", why);
                // what GitHub shows beside a result
                node.putObject("help").put("text", why);
            }
        }
        return numbers;
    }

    private static void write(Result result, int rule, ObjectNode node) {
        node.put("ruleId", result.rule().id()).put("ruleIndex", rule);
        node.put("level", result.level().name().toLowerCase(Locale.ROOT));
        node.putObject("message").put("text", text(result.message()));
        List<ObjectNode> places = new ArrayList<>();
        result.places().forEach(place -> places.add(location(place)));
        ArrayNode locations = node.putArray("locations");
        places.stream().limit(1).forEach(locations::add);
        Set<ObjectNode> related = new LinkedHashSet<>();
        places.stream().skip(1).forEach(related::add);
        result.paths().forEach(path -> related.add(inImage(path)));
        if (!related.isEmpty()) {
            node.putArray("relatedLocations").addAll(related);
        }
        node.putObject("partialFingerprints")
                .put("multistage/v1", result.rule().id() + ":" + text(result.sameness()));
        ObjectNode properties = node.putObject("properties");
        result.properties().forEach(properties::putPOJO);
    }

    private static ObjectNode location(Place place) {
        ObjectNode node = MAPPER.createObjectNode();
        ObjectNode physical = node.putObject("physicalLocation");
        physical.putObject("artifactLocation").put("uri", uri(place.file()));
        ObjectNode region = physical.putObject("region").put("startLine", place.line());
        if (place.column() > 0) {
            region.put("startColumn", place.column());
        }
        region.put("endLine", place.endLine());
        if (place.endColumn() > 0) {
            region.put("endColumn", place.endColumn());
        }
        if (!place.said().isEmpty()) {
            node.putObject("message").put("text", text(place.said()));
        }
        return node;
    }

    private static ObjectNode inImage(String path) {
        ObjectNode node = MAPPER.createObjectNode();
        node.putArray("logicalLocations")
                .addObject()
                .put("fullyQualifiedName", Printable.oneLine(path))
                .put("kind", "resource");
        return node;
    }

    /** Takes away what a terminal would obey, and links: viewers make them clickable. */
    private static String text(String untrusted) {
        return Printable.oneLine(untrusted).replace("](", "] (");
    }

    /** Returns a URI of a path: relative, or with {@code file:} if it begins at the root. */
    static String uri(String file) {
        StringBuilder uri = new StringBuilder(file.startsWith("/") ? "file://" : "");
        for (byte b : file.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "-._~/".indexOf(c) >= 0);
            uri.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return uri.toString();
    }
}
