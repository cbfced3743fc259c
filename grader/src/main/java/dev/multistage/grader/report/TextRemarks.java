package dev.multistage.grader.report;

import dev.multistage.grader.check.Sizes;
import dev.multistage.grader.explain.Remark;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What an explanation says is to be done, for a person at a terminal. */
final class TextRemarks {

    /** More remarks are counted, not shown; JSON has them all. */
    private static final int MOST_REMARKS = 7;

    private static final int MOST_FILES = 3;
    private static final int INDENT = 3;

    private final Style style;
    private final boolean steps;
    private final StringBuilder out = new StringBuilder();

    /**
     * @param steps whether lines are the steps of a history, for want of a Dockerfile
     */
    TextRemarks(Style style, boolean steps) {
        this.style = style;
        this.steps = steps;
    }

    /** Renders remarks: first what was measured, then what the text of the Dockerfile shows. */
    String render(List<Remark> remarks) {
        out.setLength(0);
        section(
                "What to do, the most bytes first",
                remarks.stream().filter(TextRemarks::isMeasured).toList());
        section(
                "What the Dockerfile alone shows",
                remarks.stream().filter(each -> !isMeasured(each)).toList());
        return out.toString();
    }

    private static boolean isMeasured(Remark remark) {
        return remark.bytes() > 0 || !remark.files().isEmpty();
    }

    private void section(String heading, List<Remark> remarks) {
        if (remarks.isEmpty()) {
            return;
        }
        line("");
        line(style.bold(heading));
        List<Remark> shown = remarks.subList(0, Math.min(MOST_REMARKS, remarks.size()));
        Map<String, Integer> moves = new HashMap<>();
        for (int number = 1; number <= shown.size(); number++) {
            remark(number, shown.get(number - 1), moves);
        }
        if (remarks.size() > shown.size()) {
            line("");
            line("and " + (remarks.size() - shown.size()) + " more: --format json has them all.");
        }
    }

    /**
     * @param moves the remark at which each move was said first
     */
    private void remark(int number, Remark remark, Map<String, Integer> moves) {
        line("");
        String first = number + ". ";
        List<String> sentence =
                Columns.wrap(style.line(remark.sentence()) + ".", style.width() - INDENT);
        for (int i = 0; i < sentence.size(); i++) {
            line((i == 0 ? first : " ".repeat(INDENT)) + sentence.get(i));
        }
        for (Remark.Where where : remark.where()) {
            String place =
                    (where.certain() ? "" : "probably ")
                            + where.role()
                            + (steps ? " step " : " line ")
                            + where.line()
                            + "  ";
            String shown = place + style.line(where.instruction());
            line(
                    " ".repeat(INDENT)
                            + style.bold(">")
                            + " "
                            + style.cut(shown, style.width() - INDENT - 2));
        }
        for (Remark.FileBytes file :
                remark.files().subList(0, Math.min(MOST_FILES, remark.files().size()))) {
            String shown =
                    Columns.right(Sizes.megabytes(file.bytes()), 9)
                            + "  "
                            + style.line(file.path());
            line(
                    " ".repeat(INDENT + 2)
                            + style.faint(style.cut(shown, style.width() - INDENT - 2)));
        }
        Integer before = moves.putIfAbsent(remark.next(), number);
        next(before == null ? remark.next() : "the same as for " + before + ".");
    }

    private void next(String text) {
        for (String wrapped : Columns.wrap(style.line("next: " + text), style.width() - INDENT)) {
            line(" ".repeat(INDENT) + wrapped);
        }
    }

    private void line(String text) {
        out.append(text.stripTrailing()).append('\n');
    }
}
