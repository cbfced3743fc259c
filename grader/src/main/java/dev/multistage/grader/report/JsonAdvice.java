package dev.multistage.grader.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.multistage.grader.advice.Advice;
import java.util.List;
import java.util.Locale;

/**
 * Advice about Dockerfiles for programs, in the format {@link #FORMAT}; {@code
 * advice-v1.schema.json} is its schema.
 */
public final class JsonAdvice {

    /** The format's name. */
    public static final String FORMAT = "multistage/advice/v1";

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final String graderVersion;

    /**
     * @param graderVersion version of the grader that gives the advice
     */
    public JsonAdvice(String graderVersion) {
        this.graderVersion = graderVersion;
    }

    /**
     * Renders advice.
     *
     * @param files what was read, as a person named it
     */
    public String render(List<String> files, List<Advice> advice) {
        ObjectNode root = MAPPER.createObjectNode().put("format", FORMAT);
        root.putObject("grader").put("version", graderVersion);
        ArrayNode read = root.putArray("files");
        files.forEach(read::add);
        ArrayNode list = root.putArray("advice");
        advice.forEach(one -> write(one, list.addObject()));
        try {
            return MAPPER.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void write(Advice advice, ObjectNode node) {
        node.put("reference", advice.reference())
                .put("name", advice.name())
                .put("weight", advice.topic().weight().name().toLowerCase(Locale.ROOT))
                .put("title", advice.topic().title());
        node.putObject("where")
                .put("file", advice.file())
                .put("line", advice.span().line())
                .put("column", advice.span().column())
                .put("endLine", advice.span().endLine())
                .put("endColumn", advice.span().endColumn())
                .put("text", advice.text());
        node.put("observed", advice.observed())
                .put("why", advice.topic().why())
                .put("next", advice.next());
        advice.suppressed().ifPresent(comment -> node.put("silencedElsewhere", comment));
    }
}
