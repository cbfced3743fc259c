package dev.multistage.grader.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.multistage.grader.check.Check;
import dev.multistage.grader.check.Checks;
import dev.multistage.grader.check.Describes;
import dev.multistage.grader.check.Failure;
import java.util.Map;

/** Checks and codes as JSON, in the format {@code multistage/checks/v1}. */
public final class ChecksTable {

    private ChecksTable() {}

    /**
     * Renders the table.
     *
     * @param types check classes by name
     */
    public static String json(Map<String, Class<? extends Check>> types) {
        ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ObjectNode root = mapper.createObjectNode();
        root.put("format", "multistage/checks/v1");
        ArrayNode checks = root.putArray("checks");
        types.forEach(
                (name, type) -> {
                    Describes description = Checks.describe(type);
                    ObjectNode check =
                            checks.addObject()
                                    .put("check", name)
                                    .put("reference", description.reference())
                                    .put("evidence", Checks.family(type))
                                    .put("summary", description.summary());
                    ArrayNode codes = check.putArray("codes");
                    for (Failure failure : description.failures()) {
                        codes.addObject()
                                .put("code", failure.code())
                                .put("title", failure.title())
                                .put("why", failure.why());
                    }
                });
        try {
            return mapper.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
