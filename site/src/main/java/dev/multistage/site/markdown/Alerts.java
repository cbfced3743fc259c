package dev.multistage.site.markdown;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/** Alerts as GitHub writes them: a quotation whose first line is {@code [!NOTE]}. */
final class Alerts {

    private static final Pattern KIND =
            Pattern.compile("\\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\\]");

    private Alerts() {}

    /** Replaces the alerts below a node by directives of the same name. */
    static void readAll(Node parent) {
        for (Node node = parent.getFirstChild(); node != null; ) {
            Node next = node.getNext();
            readAll(node);
            if (node instanceof BlockQuote quote
                    && quote.getFirstChild() instanceof Paragraph first
                    && first.getFirstChild() instanceof Text marker) {
                Matcher kind = KIND.matcher(marker.getLiteral());
                if (kind.matches()) {
                    replace(quote, first, marker, kind.group(1).toLowerCase(Locale.ROOT));
                }
            }
            node = next;
        }
    }

    private static void replace(BlockQuote quote, Paragraph first, Text marker, String kind) {
        DirectiveBlock alert = new DirectiveBlock(kind, "");
        alert.close();
        alert.setSourceSpans(quote.getSourceSpans());
        if (marker.getNext() instanceof SoftLineBreak end) {
            end.unlink();
        }
        marker.unlink();
        if (first.getFirstChild() == null) {
            first.unlink();
        }
        while (quote.getFirstChild() != null) {
            alert.appendChild(quote.getFirstChild());
        }
        quote.insertBefore(alert);
        quote.unlink();
    }
}
