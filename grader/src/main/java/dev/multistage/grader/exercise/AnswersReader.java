package dev.multistage.grader.exercise;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.multistage.grader.check.Answers;
import dev.multistage.grader.check.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads a learner's answers. What is wrong with the file is a result, not an exception. */
final class AnswersReader {

    /** Longer answers are cut: they come back in reports. */
    private static final int LONGEST = 60;

    private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .enable(JsonParser.Feature.ALLOW_COMMENTS)
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .build();

    private final String file;
    private final List<String> lines;
    private final Map<String, Answers.Given> given = new LinkedHashMap<>();

    private AnswersReader(String file, List<String> lines) {
        this.file = file;
        this.lines = lines;
    }

    /**
     * Reads an answers file: an object of answers, or of objects of answers.
     *
     * @param file its name, relative to {@code app/}
     */
    static Answers read(String file, byte[] json) {
        AnswersReader reader =
                new AnswersReader(file, new String(json, StandardCharsets.UTF_8).lines().toList());
        try (JsonParser parser = MAPPER.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Answers.unusable(
                        file, "the file holds no answers between { and }", reader.place(1));
            }
            reader.readObject(parser, "");
            if (parser.nextToken() != null) {
                return Answers.unusable(
                        file,
                        "something stands behind the last }",
                        reader.place(parser.currentTokenLocation().getLineNr()));
            }
            return Answers.of(file, reader.given);
        } catch (JsonProcessingException broken) {
            int line = broken.getLocation() == null ? 0 : broken.getLocation().getLineNr();
            return Answers.unusable(
                    file,
                    "the file is not JSON: " + cut(broken.getOriginalMessage(), 3 * LONGEST),
                    reader.place(line));
        } catch (IOException undecodable) {
            return Answers.unusable(file, "the file is no text", Optional.empty());
        }
    }

    private void readObject(JsonParser parser, String above) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = above + parser.currentName();
            int line = parser.currentTokenLocation().getLineNr();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_OBJECT) {
                readObject(parser, key + ".");
            } else if (value == JsonToken.START_ARRAY) {
                parser.skipChildren();
                put(key, "[…]", OptionalDouble.empty(), line);
            } else if (value == JsonToken.VALUE_NULL) {
                put(key, "", OptionalDouble.empty(), line);
            } else {
                put(key, cut(parser.getText(), LONGEST), number(parser, value), line);
            }
        }
    }

    private static OptionalDouble number(JsonParser parser, JsonToken token) throws IOException {
        if (!token.isNumeric()) {
            return OptionalDouble.empty();
        }
        double number = Double.parseDouble(parser.getText());
        return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    }

    private void put(String key, String text, OptionalDouble number, int line) {
        Place place = place(line).orElseGet(() -> Place.line(file, line, line, ""));
        given.put(key, new Answers.Given(text, number, place));
    }

    private Optional<Place> place(int line) {
        return line < 1 || line > lines.size()
                ? Optional.empty()
                : Optional.of(Place.line(file, line, line, cut(lines.get(line - 1).strip(), 200)));
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "…";
    }
}
