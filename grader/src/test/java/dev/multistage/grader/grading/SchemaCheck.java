package dev.multistage.grader.grading;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.multistage.grader.report.JsonReport;
import java.util.stream.Collectors;

/** Holds result documents against the published schema. */
public final class SchemaCheck {

    private SchemaCheck() {}

    /** Returns what is wrong with a grade, empty if nothing is. */
    public static String problems(String json) {
        return problems(json, "grade-v1.schema.json");
    }

    /** Returns what is wrong with a document of another schema, empty if nothing is. */
    public static String problems(String json, String schema) {
        JsonSchema published =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(JsonReport.class.getResourceAsStream(schema));
        return published.validate(json, InputFormat.JSON).stream()
                .map(Object::toString)
                .collect(Collectors.joining("\n"));
    }
}
