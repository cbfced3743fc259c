package dev.multistage.site.highlight;

import dev.multistage.site.html.Html;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A language as one alternation: at each place the first kind that matches wins, anything else is
 * plain. Text is never lost or added: without its tags the result is the source.
 */
final class Lexer {

    /** What a token is. The name in lower case is its class in the style sheet. */
    enum Kind {
        COMMENT("c"),
        STRING("s"),
        KEYWORD("k"),
        NUMBER("n"),
        FLAG("f"),
        VARIABLE("v"),
        NAME("t");

        private final String css;

        Kind(String css) {
            this.css = css;
        }
    }

    /** A kind of token and what it looks like. */
    record Rule(Kind kind, String pattern) {}

    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Pattern pattern;
    private final List<Rule> rules;
    private final Set<String> keywords;

    /**
     * Makes a lexer.
     *
     * @param keywords words that count as keywords wherever no rule matches
     * @param rules in order of precedence; their patterns have no groups of their own
     */
    Lexer(Set<String> keywords, List<Rule> rules) {
        this.keywords = keywords;
        this.rules = rules;
        StringBuilder all = new StringBuilder();
        for (Rule rule : rules) {
            all.append('(').append(rule.pattern()).append(")|");
        }
        // words are taken whole, so that no rule begins inside one
        all.append("(").append(WORD.pattern()).append(")");
        this.pattern = Pattern.compile(all.toString(), Pattern.MULTILINE);
    }

    /** Returns the source with its tokens marked, a token at the end of a line closed there. */
    String html(String source) {
        StringBuilder html = new StringBuilder(source.length() * 2);
        Matcher token = pattern.matcher(source);
        int plain = 0;
        while (token.find()) {
            if (token.end() == token.start()) {
                continue;
            }
            html.append(Html.escape(source.substring(plain, token.start())));
            plain = token.end();
            mark(html, kind(token), token.group());
        }
        return html.append(Html.escape(source.substring(plain))).toString();
    }

    private Kind kind(Matcher token) {
        for (int i = 0; i < rules.size(); i++) {
            if (token.group(i + 1) != null) {
                return rules.get(i).kind();
            }
        }
        return keywords.contains(token.group()) ? Kind.KEYWORD : null;
    }

    private static void mark(StringBuilder html, Kind kind, String text) {
        if (kind == null) {
            html.append(Html.escape(text));
            return;
        }
        // pages wrap every line, so no mark may reach over the end of one
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (i > 0) {
                html.append('\n');
            }
            if (!lines[i].isEmpty()) {
                html.append("<span class=\"").append(kind.css).append("\">");
                html.append(Html.escape(lines[i])).append("</span>");
            }
        }
    }
}
