package dev.multistage.site;

import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Renders Markdown of the course. The only class that knows commonmark. */
final class LessonRenderer {

    private static final List<Extension> EXTENSIONS =
            List.of(TablesExtension.create(), HeadingAnchorExtension.create());

    private final Parser parser = Parser.builder().extensions(EXTENSIONS).build();

    // lessons are ours: their inline SVG is meant as markup; URLs are checked all the same
    private final HtmlRenderer renderer =
            HtmlRenderer.builder()
                    .extensions(EXTENSIONS)
                    .escapeHtml(false)
                    .sanitizeUrls(true)
                    .build();

    /** Returns the body of a page. */
    String html(String markdown) {
        return renderer.render(parser.parse(markdown));
    }

    /** Returns the text of the first heading of level 1, or this one if there is none. */
    String title(String markdown, String otherwise) {
        Node document = parser.parse(markdown);
        String[] found = {otherwise};
        document.accept(
                new AbstractVisitor() {
                    private boolean seen;

                    @Override
                    public void visit(Heading heading) {
                        if (heading.getLevel() == 1 && !seen) {
                            seen = true;
                            found[0] = text(heading);
                        }
                    }
                });
        return found[0];
    }

    private static String text(Node node) {
        StringBuilder text = new StringBuilder();
        node.accept(
                new AbstractVisitor() {
                    @Override
                    public void visit(Text part) {
                        text.append(part.getLiteral());
                    }
                });
        return text.toString();
    }
}
