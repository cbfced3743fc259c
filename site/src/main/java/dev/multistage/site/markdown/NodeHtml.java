package dev.multistage.site.markdown;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;

/** Renders the nodes that this site shows otherwise than commonmark does. */
final class NodeHtml implements NodeRenderer {

    private final HtmlNodeRendererContext context;
    private final HtmlWriter html;
    private final MarkdownFile.Page page;
    private final Fences fences;
    private final BlockHtml blocks;

    NodeHtml(HtmlNodeRendererContext context, MarkdownFile.Page page, Fences fences) {
        this.context = context;
        this.html = context.getWriter();
        this.page = page;
        this.fences = fences;
        this.blocks = new BlockHtml(context, page);
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        return Set.of(
                Heading.class,
                Link.class,
                Image.class,
                FencedCodeBlock.class,
                IndentedCodeBlock.class,
                HtmlBlock.class,
                HtmlInline.class,
                TableBlock.class,
                TableCell.class,
                DirectiveBlock.class,
                Quiz.class);
    }

    @Override
    public void render(Node node) {
        if (node instanceof Heading) {
            // the page writes the element, which needs an id
            children(node);
        } else if (node instanceof Link link) {
            link(link);
        } else if (node instanceof Image image) {
            image(image);
        } else if (node instanceof FencedCodeBlock code) {
            fence(code);
        } else if (node instanceof IndentedCodeBlock code) {
            html.raw(fences.html(MarkdownFile.line(code), "", code.getLiteral()));
        } else if (node instanceof HtmlBlock block) {
            markup(block, block.getLiteral());
        } else if (node instanceof HtmlInline inline) {
            markup(inline, inline.getLiteral());
        } else if (node instanceof TableBlock table) {
            html.raw("<div class=\"table\"><table>");
            children(table);
            html.raw("</table></div>\n");
        } else if (node instanceof TableCell cell) {
            cell(cell);
        } else if (node instanceof DirectiveBlock directive) {
            blocks.directive(directive);
        } else if (node instanceof Quiz quiz) {
            blocks.quiz(quiz);
        }
    }

    private void children(Node parent) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            context.render(node);
        }
    }

    private void link(Link link) {
        String target = page.surroundings().link(page.place(link), link.getDestination());
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("href", target);
        if (target.startsWith("https://")) {
            attributes.put("class", "away");
            attributes.put("rel", "noreferrer");
        }
        html.tag("a", attributes);
        children(link);
        html.tag("/a");
    }

    private void image(Image image) {
        String alternative = PlainText.of(image);
        if (alternative.isEmpty()) {
            page.problems().add(page.place(image), "the image has no alternative text");
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("src", page.surroundings().image(page.place(image), image.getDestination()));
        attributes.put("alt", alternative);
        html.tag("img", attributes, true);
    }

    private void fence(FencedCodeBlock code) {
        if (code.getClosingFenceLength() == null) {
            page.problems().add(page.place(code), "the code block that begins here has no end");
        }
        html.raw(fences.html(MarkdownFile.line(code), code.getInfo(), code.getLiteral()));
    }

    /** Comments are for authors; other markup would escape all that is checked here. */
    private void markup(Node node, String literal) {
        if (!literal.strip().startsWith("<!--")) {
            page.problems()
                    .add(page.place(node), "HTML is not taken, write Markdown: " + literal.strip());
        }
    }

    private void cell(TableCell cell) {
        String element = cell.isHeader() ? "th" : "td";
        boolean number = cell.getAlignment() == TableCell.Alignment.RIGHT;
        html.raw("<" + element + (cell.isHeader() ? " scope=\"col\"" : ""));
        html.raw(number ? " class=\"number\">" : ">");
        children(cell);
        html.raw("</" + element + ">");
    }

    /** Renders nodes one after the other. */
    static void all(HtmlNodeRendererContext context, List<Node> nodes) {
        nodes.forEach(context::render);
    }
}
