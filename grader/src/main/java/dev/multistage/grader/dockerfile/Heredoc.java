package dev.multistage.grader.dockerfile;

/**
 * A document that follows an instruction, {@code <<EOF} … {@code EOF}.
 *
 * @param name the word that ends it
 * @param fileDescriptor the number before {@code <<}, 0 without one
 * @param expand whether variables in it are replaced (the word is not quoted)
 * @param stripTabs whether tabs at the start of lines are removed ({@code <<-})
 * @param source the lines between, as written, with their line ends
 * @param endLine the line with the word that ends it
 */
public record Heredoc(
        String name,
        int fileDescriptor,
        boolean expand,
        boolean stripTabs,
        SourceText source,
        int endLine) {

    /** Returns the lines between as written, tabs and line ends kept. */
    public String content() {
        return source.text();
    }

    /** Returns what the heredoc stands for: {@link #content()} without leading tabs if asked. */
    public String text() {
        return stripTabs ? strip().text() : content();
    }

    /** Returns {@link #text()} with places. */
    public SourceText sourceText() {
        return stripTabs ? strip() : source;
    }

    private SourceText strip() {
        SourceText.Builder stripped = new SourceText.Builder();
        String content = content();
        for (int start = 0; start < content.length(); ) {
            int newline = content.indexOf('\n', start);
            int end = newline < 0 ? content.length() : newline + 1;
            int text = start;
            while (text < end && content.charAt(text) == '\t') {
                text++;
            }
            stripped.append(source.slice(text, end));
            start = end;
        }
        return stripped.build();
    }
}
