package dev.multistage.grader.exercise;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import dev.multistage.grader.check.Checks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code exercise.json} and says exactly what is wrong with it. */
final class DeclarationReader {

    private static final ObjectMapper MAPPER = mapper();

    private DeclarationReader() {}

    private static ObjectMapper mapper() {
        ObjectMapper mapper =
                JsonMapper.builder()
                        .enable(JsonParser.Feature.ALLOW_COMMENTS)
                        .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                        .build();
        Checks.types().forEach((name, type) -> mapper.registerSubtypes(new NamedType(type, name)));
        return mapper;
    }

    /**
     * Reads a declaration.
     *
     * @param file its name in messages
     * @throws DeclarationException if it is not one
     */
    static Declaration read(String file, byte[] json) {
        try (JsonParser parser = MAPPER.createParser(json)) {
            DeclarationKeys.check(file, parser);
            Declaration declaration = MAPPER.readValue(json, Declaration.class);
            if (declaration == null) {
                throw new DeclarationException(file, 1, "the file holds no declaration");
            }
            return declaration;
        } catch (ValueInstantiationException rejected) {
            Throwable cause = rejected.getCause();
            String says = cause == null ? rejected.getOriginalMessage() : cause.getMessage();
            // what is wrong with the whole document is reported at its end: name the key's line
            int line = rejected.getPath().isEmpty() ? lineOfName(json, says) : 0;
            throw new DeclarationException(file, line > 0 ? line : line(rejected), says);
        } catch (JsonMappingException mismatch) {
            String says = mismatch.getOriginalMessage();
            throw new DeclarationException(
                    file,
                    line(mismatch),
                    path(mismatch) + (says.startsWith("Cannot map `null`") ? "is missing" : says));
        } catch (JsonProcessingException broken) {
            throw new DeclarationException(file, line(broken), broken.getOriginalMessage());
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String suggestion(String typed, Collection<String> known) {
        return DidYouMean.of(typed, known)
                .map(word -> "; did you mean \"" + word + "\"?")
                .orElseGet(
                        () ->
                                known.isEmpty()
                                        ? ""
                                        : "; known are "
                                                + String.join(
                                                        ", ", known.stream().sorted().toList()));
    }

    /** Returns the line of the first name that a message puts between quotes, or 0. */
    private static int lineOfName(byte[] json, String message) {
        Matcher name = Pattern.compile("\"[^\"]+\"").matcher(message);
        if (!name.find()) {
            return 0;
        }
        int line = 0;
        for (String text : new String(json, StandardCharsets.UTF_8).split("\n", -1)) {
            line++;
            if (text.contains(name.group())) {
                return line;
            }
        }
        return 0;
    }

    /** Returns where in the document the problem is. */
    private static String path(JsonMappingException mismatch) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : mismatch.getPath()) {
            if (step.getFieldName() != null) {
                path.append(path.length() == 0 ? "" : ".").append(step.getFieldName());
            } else {
                path.append('[').append(step.getIndex()).append(']');
            }
        }
        return path.length() == 0 ? "" : "in \"" + path + "\": ";
    }

    private static int line(JsonProcessingException problem) {
        return problem.getLocation() == null ? 0 : Math.max(0, problem.getLocation().getLineNr());
    }
}
