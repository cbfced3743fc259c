package dev.multistage.grader.docker;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What must not stand in a learner's Compose file, decided on its raw text before Compose sees it:
 * Compose would read other files of this machine and put what they say into its answer. Every
 * spelling that YAML 1.2.2 (https://yaml.org/spec/1.2.2/) knows for these words is refused rather
 * than understood, so that no second reading of YAML can differ from Compose's. Comments count as
 * text: where one ends is the very thing that two readings differ about.
 */
final class ComposeText {

    /** Keys that make Compose read files; its library folds case in places. */
    private static final Pattern READS_FILES =
            Pattern.compile(
                    "\\b(include|extends|env_file|label_file)\\b", Pattern.CASE_INSENSITIVE);

    /**
     * Characters that end a line for YAML and for nobody else (NEL, LS, PS), control characters,
     * and a byte order mark past the beginning.
     */
    private static final Pattern ODD_CHARACTER =
            Pattern.compile(
                    "[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F-\\x9F\\u2028\\u2029]|(?<=.)\\uFEFF");

    /** A character by its number, or a line that goes on, inside double quotes. */
    private static final Pattern ESCAPE = Pattern.compile("\\\\([xuU0NLP_]|$)");

    /** A tag, for example {@code !!binary}: it may turn what follows into another word. */
    private static final Pattern TAG = Pattern.compile("(^|[\\s\\[{,:?-])![^\\s\"']");

    private static final Pattern DIRECTIVE = Pattern.compile("^%");

    private ComposeText() {}

    /** Returns what is refused, with its line; empty if Compose may read the text. */
    static Optional<String> refused(String text) {
        int number = 0;
        for (String line : text.split("\r\n|\r|\n", -1)) {
            number++;
            Optional<String> wrong = refusedLine(line);
            if (wrong.isPresent()) {
                return Optional.of("line " + number + " " + wrong.get());
            }
        }
        return Optional.empty();
    }

    private static Optional<String> refusedLine(String line) {
        Matcher word = READS_FILES.matcher(line);
        if (word.find()) {
            return Optional.of("names " + word.group() + "; the grader lets no other file be read");
        }
        if (ODD_CHARACTER.matcher(line).find()) {
            return Optional.of("has a control character or a line end that is none elsewhere");
        }
        if (ESCAPE.matcher(line).find()) {
            return Optional.of("has a backslash escape; write the character itself");
        }
        if (TAG.matcher(line).find()) {
            return Optional.of("has a YAML tag (!…); a Compose file for one service needs none");
        }
        return DIRECTIVE.matcher(line).find()
                ? Optional.of("is a YAML directive (%…); a Compose file needs none")
                : Optional.empty();
    }
}
