package dev.multistage.grader.exercise;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.multistage.grader.check.Check;
import dev.multistage.grader.check.Checks;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks for keys that an exercise's declaration does not have, before it is read: the reader would
 * complain of the key that is missing instead of the one that is misspelt.
 */
final class DeclarationKeys {

    private final String file;

    private DeclarationKeys(String file) {
        this.file = file;
    }

    /** A value with the line it stands on. */
    private record Node(int line, String text, Map<String, Node> fields, List<Node> items) {}

    /**
     * Checks a whole document.
     *
     * @throws DeclarationException at the first key or check name that is unknown
     */
    static void check(String file, JsonParser parser) throws IOException {
        parser.nextToken();
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            new DeclarationKeys(file).check(read(parser), Declaration.class);
        }
    }

    private static Node read(JsonParser parser) throws IOException {
        int line = parser.currentTokenLocation().getLineNr();
        Map<String, Node> fields = new LinkedHashMap<>();
        List<Node> items = new ArrayList<>();
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                int at = parser.currentTokenLocation().getLineNr();
                String name = parser.currentName();
                parser.nextToken();
                Node value = read(parser);
                fields.put(name, new Node(at, value.text(), value.fields(), value.items()));
            }
        } else if (parser.currentToken() == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY && parser.currentToken() != null) {
                items.add(read(parser));
            }
        }
        return new Node(line, parser.getText(), fields, items);
    }

    private void check(Node node, Type type) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            node.items().forEach(item -> check(item, list.getActualTypeArguments()[0]));
        } else if (type == Check.class) {
            checkOfCheck(node);
        } else if (type instanceof Class<?> record && record.isRecord()) {
            Map<String, Type> known = components(record);
            if (record == Declaration.class) {
                // names the schema, for editors
                known.put("$schema", String.class);
            }
            check(node, known);
        }
    }

    private void checkOfCheck(Node node) {
        Node name = node.fields().get("check");
        if (name == null) {
            return;
        }
        Class<? extends Check> type = Checks.types().get(name.text());
        if (type == null) {
            throw new DeclarationException(
                    file,
                    name.line(),
                    "there is no check \""
                            + name.text()
                            + "\""
                            + DeclarationReader.suggestion(name.text(), Checks.types().keySet()));
        }
        Map<String, Type> known = components(type);
        known.put("check", String.class);
        check(node, known);
    }

    private void check(Node node, Map<String, Type> known) {
        node.fields()
                .forEach(
                        (key, value) -> {
                            if (!known.containsKey(key)) {
                                throw new DeclarationException(
                                        file,
                                        value.line(),
                                        "\""
                                                + key
                                                + "\" is not a key here"
                                                + DeclarationReader.suggestion(
                                                        key, known.keySet()));
                            }
                            check(value, known.get(key));
                        });
    }

    private static Map<String, Type> components(Class<?> record) {
        Map<String, Type> components = new LinkedHashMap<>();
        for (RecordComponent component : record.getRecordComponents()) {
            JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
            components.put(
                    renamed == null ? component.getName() : renamed.value(),
                    component.getGenericType());
        }
        return components;
    }
}
