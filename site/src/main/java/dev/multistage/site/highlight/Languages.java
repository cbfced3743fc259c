package dev.multistage.site.highlight;

import dev.multistage.site.highlight.Lexer.Kind;
import dev.multistage.site.highlight.Lexer.Rule;
import java.util.List;
import java.util.Set;

/**
 * The languages of the course: enough of each to colour what its pages show. Quantifiers that could
 * go back are possessive or bounded by a line, so no text takes long.
 */
final class Languages {

    private static final String DOUBLE = "\"(?:\\\\.|[^\"\\\\\\n])*+\"";
    private static final String SINGLE = "'(?:\\\\.|[^'\\\\\\n])*+'";
    private static final String NUMBER = "\\b(?:0[xob][0-9a-fA-F_]++|[0-9][0-9_]*+(?:\\.[0-9]++)?)";
    private static final String HASH = "(?<![\\w$&])#[^\\n]*+";
    private static final String SLASHES = "//[^\\n]*+";
    private static final String BLOCK = "/\\*(?s:.*?)\\*/";

    private Languages() {}

    private static Rule rule(Kind kind, String pattern) {
        return new Rule(kind, pattern);
    }

    static Lexer dockerfile() {
        String instruction =
                "^[ \\t]*+(?i:FROM|RUN|CMD|LABEL|EXPOSE|ENV|ADD|COPY|ENTRYPOINT|VOLUME|USER|WORKDIR"
                        + "|ARG|ONBUILD|STOPSIGNAL|HEALTHCHECK|SHELL|MAINTAINER)(?=[ \\t\\\\]|$)";
        String stage = "(?<=[ \\t][Aa][Ss][ \\t])[A-Za-z0-9_.-]++";
        return new Lexer(
                Set.of("AS", "as", "NONE"),
                List.of(
                        rule(Kind.COMMENT, "^[ \\t]*+#[^\\n]*+"),
                        rule(Kind.KEYWORD, instruction),
                        rule(Kind.NAME, stage),
                        rule(Kind.NAME, "(?<=--from=)[A-Za-z0-9_.:/@-]++"),
                        rule(Kind.NAME, "<<-?[\"']?[A-Za-z_][A-Za-z0-9_]*+[\"']?"),
                        rule(Kind.NAME, "^(?:EOF|EOT|END)$"),
                        rule(Kind.VARIABLE, "\\$\\{[^}\\n]*+\\}|\\$[A-Za-z_][A-Za-z0-9_]*+"),
                        rule(Kind.FLAG, "(?<=\\s)--?[A-Za-z][A-Za-z0-9-]*+"),
                        rule(Kind.STRING, DOUBLE + "|" + SINGLE)));
    }

    static Lexer shell() {
        return new Lexer(
                Set.of(
                        "if",
                        "then",
                        "else",
                        "elif",
                        "fi",
                        "for",
                        "in",
                        "do",
                        "done",
                        "while",
                        "case",
                        "esac",
                        "function",
                        "export",
                        "set"),
                List.of(
                        rule(Kind.COMMENT, HASH),
                        rule(Kind.STRING, DOUBLE + "|" + SINGLE),
                        rule(Kind.VARIABLE, "\\$\\{[^}\\n]*+\\}|\\$[A-Za-z_0-9?@#*]++"),
                        rule(Kind.FLAG, "(?<=\\s)--?[A-Za-z][A-Za-z0-9-]*+")));
    }

    static Lexer go() {
        return new Lexer(
                Set.of(
                        "break",
                        "case",
                        "chan",
                        "const",
                        "continue",
                        "default",
                        "defer",
                        "else",
                        "for",
                        "func",
                        "go",
                        "goto",
                        "if",
                        "import",
                        "interface",
                        "map",
                        "package",
                        "range",
                        "return",
                        "select",
                        "struct",
                        "switch",
                        "type",
                        "var",
                        "nil",
                        "true",
                        "false"),
                List.of(
                        rule(Kind.COMMENT, SLASHES + "|" + BLOCK),
                        rule(Kind.STRING, DOUBLE + "|" + SINGLE + "|`[^`]*+`"),
                        rule(Kind.NUMBER, NUMBER)));
    }

    static Lexer javascript() {
        return new Lexer(
                Set.of(
                        "as",
                        "async",
                        "await",
                        "break",
                        "case",
                        "catch",
                        "class",
                        "const",
                        "continue",
                        "default",
                        "delete",
                        "do",
                        "else",
                        "enum",
                        "export",
                        "extends",
                        "false",
                        "finally",
                        "for",
                        "from",
                        "function",
                        "if",
                        "import",
                        "in",
                        "instanceof",
                        "interface",
                        "let",
                        "new",
                        "null",
                        "of",
                        "return",
                        "static",
                        "super",
                        "switch",
                        "this",
                        "throw",
                        "true",
                        "try",
                        "type",
                        "typeof",
                        "undefined",
                        "var",
                        "void",
                        "while",
                        "yield"),
                List.of(
                        rule(Kind.COMMENT, SLASHES + "|" + BLOCK),
                        rule(Kind.STRING, DOUBLE + "|" + SINGLE + "|`(?:\\\\.|[^`\\\\])*+`"),
                        rule(Kind.NUMBER, NUMBER)));
    }

    static Lexer python() {
        return new Lexer(
                Set.of(
                        "False",
                        "None",
                        "True",
                        "and",
                        "as",
                        "assert",
                        "async",
                        "await",
                        "break",
                        "class",
                        "continue",
                        "def",
                        "del",
                        "elif",
                        "else",
                        "except",
                        "finally",
                        "for",
                        "from",
                        "global",
                        "if",
                        "import",
                        "in",
                        "is",
                        "lambda",
                        "match",
                        "nonlocal",
                        "not",
                        "or",
                        "pass",
                        "raise",
                        "return",
                        "try",
                        "while",
                        "with",
                        "yield"),
                List.of(
                        rule(Kind.COMMENT, "#[^\\n]*+"),
                        rule(Kind.STRING, "\"\"\"(?s:.*?)\"\"\"|'''(?s:.*?)'''"),
                        rule(Kind.STRING, "\\b[rbfRBF]{0,2}(?:" + DOUBLE + "|" + SINGLE + ")"),
                        rule(Kind.STRING, DOUBLE + "|" + SINGLE),
                        rule(Kind.NAME, "^[ \\t]*+@[A-Za-z_.]++"),
                        rule(Kind.NUMBER, NUMBER)));
    }

    static Lexer rust() {
        return new Lexer(
                Set.of(
                        "as",
                        "async",
                        "await",
                        "break",
                        "const",
                        "continue",
                        "crate",
                        "dyn",
                        "else",
                        "enum",
                        "extern",
                        "false",
                        "fn",
                        "for",
                        "if",
                        "impl",
                        "in",
                        "let",
                        "loop",
                        "match",
                        "mod",
                        "move",
                        "mut",
                        "pub",
                        "ref",
                        "return",
                        "self",
                        "Self",
                        "static",
                        "struct",
                        "super",
                        "trait",
                        "true",
                        "type",
                        "unsafe",
                        "use",
                        "where",
                        "while"),
                List.of(
                        rule(Kind.COMMENT, SLASHES + "|" + BLOCK),
                        rule(Kind.STRING, DOUBLE + "|'(?:\\\\.|[^'\\\\\\n])'"),
                        rule(Kind.VARIABLE, "'[a-z_]++"),
                        rule(Kind.NAME, "\\b[a-z_]++!|#!?\\[[^\\]\\n]*+\\]"),
                        rule(Kind.NUMBER, NUMBER)));
    }

    static Lexer yaml() {
        return new Lexer(
                Set.of("true", "false", "null"),
                List.of(
                        rule(Kind.COMMENT, "(?<![^\\s])#[^\\n]*+"),
                        rule(Kind.NAME, "(?<=^|[ \\t-])[A-Za-z_][A-Za-z0-9_./-]*+(?=:(?:\\s|$))"),
                        rule(Kind.STRING, DOUBLE + "|" + SINGLE),
                        rule(Kind.VARIABLE, "\\$\\{[^}\\n]*+\\}"),
                        rule(Kind.NUMBER, NUMBER + "\\b")));
    }

    static Lexer json() {
        return new Lexer(
                Set.of("true", "false", "null"),
                List.of(
                        rule(Kind.COMMENT, SLASHES),
                        rule(Kind.NAME, DOUBLE + "(?=\\s*+:)"),
                        rule(Kind.STRING, DOUBLE),
                        rule(Kind.NUMBER, "-?" + NUMBER + "(?:[eE][+-]?[0-9]++)?")));
    }

    static Lexer toml() {
        return new Lexer(
                Set.of("true", "false"),
                List.of(
                        rule(Kind.COMMENT, "#[^\\n]*+"),
                        rule(Kind.KEYWORD, "^\\[[^\\n]*+\\]"),
                        rule(Kind.NAME, "^[A-Za-z0-9_.-]++(?=\\s*+=)"),
                        rule(Kind.STRING, "\"\"\"(?s:.*?)\"\"\"|" + DOUBLE + "|" + SINGLE),
                        rule(Kind.NUMBER, NUMBER)));
    }
}
