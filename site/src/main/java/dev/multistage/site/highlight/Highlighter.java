package dev.multistage.site.highlight;

import dev.multistage.site.html.Html;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Colours source code. A language that is not known stays plain. */
public final class Highlighter {

    private static final Map<String, Lexer> LEXERS =
            Map.ofEntries(
                    Map.entry("dockerfile", Languages.dockerfile()),
                    Map.entry("sh", Languages.shell()),
                    Map.entry("go", Languages.go()),
                    Map.entry("js", Languages.javascript()),
                    Map.entry("python", Languages.python()),
                    Map.entry("rust", Languages.rust()),
                    Map.entry("yaml", Languages.yaml()),
                    Map.entry("json", Languages.json()),
                    Map.entry("toml", Languages.toml()));

    private static final Map<String, String> ALSO =
            Map.of(
                    "docker", "dockerfile",
                    "bash", "sh",
                    "shell", "sh",
                    "javascript", "js",
                    "typescript", "js",
                    "ts", "js",
                    "py", "python",
                    "rs", "rust",
                    "yml", "yaml");

    private Highlighter() {}

    /** Returns the source as HTML; no mark reaches over the end of a line. */
    public static String html(String language, String source) {
        Lexer lexer = LEXERS.get(known(language));
        return lexer == null ? Html.escape(source) : lexer.html(source);
    }

    /** Returns whether a language is coloured. */
    public static boolean knows(String language) {
        return LEXERS.containsKey(known(language));
    }

    private static String known(String language) {
        String lower = language.toLowerCase(Locale.ROOT);
        return ALSO.getOrDefault(lower, lower);
    }

    /** Returns the language of a file by its name, if one is known. */
    public static Optional<String> language(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (name.startsWith("Dockerfile") || name.endsWith(".Dockerfile")) {
            return Optional.of("dockerfile");
        }
        if (name.equals(".dockerignore") || name.equals(".gitignore")) {
            return Optional.of("sh");
        }
        String extension = name.substring(name.lastIndexOf('.') + 1);
        return Optional.of(extension).filter(Highlighter::knows);
    }
}
