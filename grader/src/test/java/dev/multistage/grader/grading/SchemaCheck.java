package dev.multistage.grader.grading;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.multistage.grader.report.JsonReport;
import java.io.InputStream;
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
        return problems(
                json,
                SpecVersion.VersionFlag.V202012,
                JsonReport.class.getResourceAsStream(schema));
    }

    /** Returns what is wrong with a SARIF log by the schema of OASIS, empty if nothing is. */
    public static String sarifProblems(String json) {
        return problems(
                json,
                SpecVersion.VersionFlag.V7,
                SchemaCheck.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json"));
    }

    private static String problems(
            String json, SpecVersion.VersionFlag version, InputStream published) {
        JsonSchema schema = JsonSchemaFactory.getInstance(version).getSchema(published);
        return schema.validate(json, InputFormat.JSON).stream()
                .map(Object::toString)
                .collect(Collectors.joining("\n"));
    }
}
