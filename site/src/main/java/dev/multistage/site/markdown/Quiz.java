package dev.multistage.site.markdown;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;

/**
 * A question with choices. It is plain Markdown, so that lessons read well on GitHub, too: a
 * question in bold, then a list whose items begin with {@code [ ]} or {@code [x]}, each with an
 * explanation quoted below it.
 */
final class Quiz extends CustomBlock {

    /** A choice; its nodes are rendered where the page wants them. */
    record Choice(boolean right, List<Node> text, List<Node> why) {}

    private final Node question;
    private final List<Choice> choices;

    private Quiz(Node question, List<Choice> choices) {
        this.question = question;
        this.choices = choices;
    }

    Node question() {
        return question;
    }

    List<Choice> choices() {
        return choices;
    }

    long right() {
        return choices.stream().filter(Choice::right).count();
    }

    boolean explained() {
        return choices.stream().noneMatch(choice -> choice.why().isEmpty());
    }

    /** Replaces the quizzes below a node. */
    static void readAll(Node parent) {
        for (Node node = parent.getFirstChild(); node != null; ) {
            Node next = node.getNext();
            if (node instanceof Paragraph question
                    && question.getFirstChild() instanceof StrongEmphasis
                    && question.getFirstChild() == question.getLastChild()
                    && next instanceof BulletList list
                    && isChoice(list.getFirstChild())) {
                Quiz quiz = new Quiz(question.getFirstChild(), choices(list));
                quiz.setSourceSpans(question.getSourceSpans());
                question.insertBefore(quiz);
                question.unlink();
                next = list.getNext();
                list.unlink();
            } else {
                readAll(node);
            }
            node = next;
        }
    }

    private static boolean isChoice(Node item) {
        return item != null
                && item.getFirstChild() instanceof Paragraph text
                && text.getFirstChild() instanceof Text first
                && first.getLiteral().matches("\\[[ xX]\\] .*");
    }

    private static List<Choice> choices(BulletList list) {
        List<Choice> choices = new ArrayList<>();
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            if (!isChoice(item)) {
                continue;
            }
            Text first = (Text) item.getFirstChild().getFirstChild();
            boolean right = !first.getLiteral().startsWith("[ ]");
            first.setLiteral(first.getLiteral().substring(4));
            List<Node> text = new ArrayList<>();
            List<Node> why = new ArrayList<>();
            for (Node part = item.getFirstChild(); part != null; part = part.getNext()) {
                if (part instanceof BlockQuote quote) {
                    children(quote, why);
                } else {
                    children(part, text);
                }
            }
            choices.add(new Choice(right, text, why));
        }
        return choices;
    }

    private static void children(Node parent, List<Node> into) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            into.add(node);
        }
    }
}
