package dev.multistage.grader.exercise;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.multistage.grader.check.Check;
import dev.multistage.grader.check.Checks;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Set;

/**
 * The JSON Schema of {@code exercise.json}, for editors. It is made from the declaration's own
 * records and from the table of checks, so that a new check or key is in it by itself.
 */
public final class DeclarationSchema {

    /** Components without which a declaration is refused although they are no primitive values. */
    private static final Set<String> REQUIRED =
            Set.of("format", "title", "language", "rubric", "id", "check", "file", "endpoint");

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private DeclarationSchema() {}

    /** Returns the schema, JSON Schema draft 2020-12. */
    public static String json() {
        ObjectNode schema = MAPPER.createObjectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "exercise.json: what an exercise says of itself");
        schema.setAll(object(Declaration.class));
        ((ObjectNode) schema.path("properties")).putObject("$schema").put("type", "string");
        ((ObjectNode) schema.path("properties"))
                .putObject("format")
                .put("const", Declaration.FORMAT);
        try {
            return MAPPER.writeValueAsString(schema).replace("\" : ", "\": ") + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static ObjectNode object(Class<?> record) {
        ObjectNode object = MAPPER.createObjectNode().put("type", "object");
        ObjectNode properties = object.putObject("properties");
        ArrayNode required = MAPPER.createArrayNode();
        for (RecordComponent component : record.getRecordComponents()) {
            JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
            String name = renamed == null ? component.getName() : renamed.value();
            properties.set(name, type(component.getGenericType()));
            if (component.getType().isPrimitive() || REQUIRED.contains(name)) {
                required.add(name);
            }
        }
        if (!required.isEmpty()) {
            object.set("required", required);
        }
        return object.put("additionalProperties", false);
    }

    private static ObjectNode type(Type type) {
        ObjectNode node = MAPPER.createObjectNode();
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == java.util.List.class) {
                node.put("type", "array").set("items", type(arguments[0]));
            } else {
                node.put("type", "object").set("additionalProperties", type(arguments[1]));
            }
        } else if (type == Check.class) {
            return check();
        } else if (type instanceof Class<?> simple) {
            if (simple.isRecord()) {
                return object(simple);
            }
            if (simple.isEnum()) {
                ArrayNode values = node.putArray("enum");
                for (Object value : simple.getEnumConstants()) {
                    // by the name that stands in JSON
                    values.add(MAPPER.<JsonNode>valueToTree(value).asText());
                }
            } else if (simple == int.class || Number.class.isAssignableFrom(simple)) {
                node.put("type", simple == Double.class ? "number" : "integer");
            } else if (simple == long.class) {
                node.put("type", "integer");
            } else if (simple == double.class) {
                node.put("type", "number");
            } else if (simple == boolean.class || simple == Boolean.class) {
                node.put("type", "boolean");
            } else if (simple == String.class) {
                node.put("type", "string");
            }
        }
        return node;
    }

    private static ObjectNode check() {
        ObjectNode check = MAPPER.createObjectNode();
        ArrayNode kinds = check.putArray("oneOf");
        Checks.types()
                .forEach(
                        (name, type) -> {
                            ObjectNode kind = object(type);
                            kind.put("description", Checks.describe(type).summary());
                            ObjectNode properties = MAPPER.createObjectNode();
                            properties.putObject("check").put("const", name);
                            properties.setAll((ObjectNode) kind.path("properties"));
                            kind.set("properties", properties);
                            kind.withArray("/required").insert(0, "check");
                            kinds.add(kind);
                        });
        return check;
    }
}
