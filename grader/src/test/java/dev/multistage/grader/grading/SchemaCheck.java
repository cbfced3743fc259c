package dev.multistage.grader.grading;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.multistage.grader.report.JsonReport;
import java.util.stream.Collectors;

/** Holds result documents against the published schema. */
public final class SchemaCheck {

    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(JsonReport.class.getResourceAsStream("grade-v1.schema.json"));

    private SchemaCheck() {}

    /** Returns what is wrong with a document, empty if nothing is. */
    public static String problems(String json) {
        return SCHEMA.validate(json, InputFormat.JSON).stream()
                .map(Object::toString)
                .collect(Collectors.joining("\n"));
    }
}
