package dev.multistage.site.markdown;

import dev.multistage.site.html.Html;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.commonmark.node.Node;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;

/** Renders directives and quizzes, so that they can be read without a script. */
final class BlockHtml {

    private static final Map<String, String> ALERTS =
            Map.of(
                    "note", "Note",
                    "tip", "Tip",
                    "important", "Important",
                    "warning", "Warning",
                    "caution", "Caution");

    private final HtmlNodeRendererContext context;
    private final HtmlWriter html;
    private final MarkdownFile.Page page;

    private final Map<String, Consumer<DirectiveBlock>> directives =
            Map.of(
                    "tabs", this::tabs,
                    "tab", this::tab,
                    "hint", block -> reveal(block, "Hint"),
                    "solution", block -> reveal(block, "Solution"),
                    "quiz", this::nested,
                    "check", this::check);

    BlockHtml(HtmlNodeRendererContext context, MarkdownFile.Page page) {
        this.context = context;
        this.html = context.getWriter();
        this.page = page;
    }

    void directive(DirectiveBlock block) {
        if (!block.closed()) {
            problem(block, ":::" + block.name() + " begins here and has no closing :::");
        }
        if (ALERTS.containsKey(block.name())) {
            alert(block);
        } else if (directives.containsKey(block.name())) {
            directives.get(block.name()).accept(block);
        } else if (block.name().equals("generated")) {
            problem(block, ":::generated stands at the top of a page, in no other block");
        } else {
            problem(block, "there is no directive \":::" + block.name() + "\"");
        }
    }

    private void problem(Node node, String message) {
        page.problems().add(page.place(node), message);
    }

    private void children(Node parent) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            context.render(node);
        }
    }

    private void alert(DirectiveBlock block) {
        String title = block.argument().isEmpty() ? ALERTS.get(block.name()) : block.argument();
        html.raw("<div class=\"alert " + block.name() + "\" role=\"note\">");
        html.raw("<p class=\"alert-title\">" + Html.escape(title) + "</p>\n");
        children(block);
        html.raw("</div>\n");
    }

    private void tabs(DirectiveBlock block) {
        html.raw("<div class=\"tabs\" data-tabs=\"" + Html.escape(block.argument()) + "\">\n");
        for (Node node = block.getFirstChild(); node != null; node = node.getNext()) {
            if (!(node instanceof DirectiveBlock tab) || !tab.name().equals("tab")) {
                problem(node, ":::tabs holds only :::tab");
            }
        }
        children(block);
        html.raw("</div>\n");
    }

    private void tab(DirectiveBlock block) {
        String title = Html.escape(block.argument());
        if (title.isEmpty()) {
            problem(block, ":::tab needs a title");
        }
        html.raw("<div class=\"tab\" data-tab=\"" + title + "\">");
        html.raw("<p class=\"tab-title\">" + title + "</p>\n");
        children(block);
        html.raw("</div>\n");
    }

    private void reveal(DirectiveBlock block, String otherwise) {
        String title = block.argument().isEmpty() ? otherwise : block.argument();
        html.raw("<details class=\"" + block.name() + "\"><summary>" + Html.escape(title));
        html.raw("</summary>\n");
        children(block);
        html.raw("</details>\n");
    }

    private void nested(DirectiveBlock block) {
        if (!(block.getFirstChild() instanceof Quiz)) {
            problem(block, ":::quiz holds a question in bold and a list of [ ] and [x]");
        }
        children(block);
    }

    private void check(DirectiveBlock block) {
        Optional<String> item = page.surroundings().check(block.argument());
        if (item.isEmpty()) {
            problem(
                    block,
                    "there is no check \"" + block.argument() + "\", write: exercise-3 size");
        }
        html.raw("<ul class=\"checks\">" + item.orElse("") + "</ul>\n");
        children(block);
    }

    void quiz(Quiz quiz) {
        if (quiz.right() != 1) {
            problem(quiz, "a question has one right choice, this has " + quiz.right());
        }
        if (!quiz.explained()) {
            problem(quiz, "every choice needs an explanation, quoted below it");
        }
        String name = page.idPrefix() + "quiz-" + MarkdownFile.line(quiz);
        html.raw("<fieldset class=\"quiz\"><legend>");
        children(quiz.question());
        html.raw("</legend>\n");
        for (Quiz.Choice choice : quiz.choices()) {
            html.raw("<label class=\"choice\"><input type=\"radio\" name=\"" + name + "\"><span>");
            NodeHtml.all(context, choice.text());
            html.raw("</span></label>\n");
        }
        html.raw("<details class=\"answers\"><summary>The answer, and why</summary>\n<ol>");
        for (Quiz.Choice choice : quiz.choices()) {
            html.raw(choice.right() ? "<li class=\"right\"><p><strong>" : "<li><p>");
            NodeHtml.all(context, choice.text());
            html.raw(choice.right() ? "</strong></p><div>" : "</p><div>");
            NodeHtml.all(context, choice.why());
            html.raw("</div></li>\n");
        }
        html.raw("</ol></details></fieldset>\n");
    }
}
