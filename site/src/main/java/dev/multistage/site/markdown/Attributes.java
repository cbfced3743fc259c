package dev.multistage.site.markdown;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What follows the backticks of a code block or the name of a directive: a word, then {@code
 * key=value} or {@code key="some value"}.
 *
 * @param word the first word, for a code block its language; may be empty
 * @param rest everything behind the word as it was written
 * @param values by key
 */
record Attributes(String word, String rest, Map<String, String> values) {

    private static final Pattern PAIR = Pattern.compile("([a-z]+)=(?:\"([^\"]*)\"|(\\S+))");

    static Attributes parse(String info) {
        String text = info == null ? "" : info.strip();
        String first = text.split("\\s", 2)[0];
        String word = first.contains("=") ? "" : first;
        String rest = text.substring(word.length()).strip();
        Map<String, String> values = new LinkedHashMap<>();
        Matcher pair = PAIR.matcher(rest);
        while (pair.find()) {
            values.put(pair.group(1), pair.group(2) == null ? pair.group(3) : pair.group(2));
        }
        return new Attributes(word, rest, values);
    }

    Optional<String> get(String key) {
        return Optional.ofNullable(values.get(key));
    }
}
