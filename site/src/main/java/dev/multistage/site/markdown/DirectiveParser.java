package dev.multistage.site.markdown;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Block;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.AbstractBlockParserFactory;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;

/**
 * Reads directives. They nest without longer fences: the closing line belongs to the innermost open
 * one. commonmark asks the outermost block first, so each looks whether a directive or a code block
 * inside itself is still open.
 */
final class DirectiveParser extends AbstractBlockParser {

    private static final Pattern OPENING =
            Pattern.compile(":::+[ \\t]*([a-z][a-z-]*)(?:[ \\t]+(.*))?");
    private static final Pattern CLOSING = Pattern.compile(":::+[ \\t]*");

    private final DirectiveBlock block;

    private DirectiveParser(DirectiveBlock block) {
        this.block = block;
    }

    /** The extension that registers it. */
    static Parser.ParserExtension extension() {
        return builder -> builder.customBlockParserFactory(new Factory());
    }

    @Override
    public boolean isContainer() {
        return true;
    }

    @Override
    public boolean canContain(Block child) {
        return true;
    }

    @Override
    public Block getBlock() {
        return block;
    }

    @Override
    public BlockContinue tryContinue(ParserState state) {
        if (state.getIndent() < 4
                && CLOSING.matcher(rest(state)).matches()
                && innermostOpen(state.getActiveBlockParser().getBlock()) == block) {
            block.close();
            return BlockContinue.finished();
        }
        return BlockContinue.atIndex(state.getIndex());
    }

    /** The block that a closing line would close, seen from the deepest open block. */
    private static Node innermostOpen(Node deepest) {
        for (Node node = deepest; node != null; node = node.getParent()) {
            boolean code =
                    node instanceof FencedCodeBlock fence && fence.getClosingFenceLength() == null;
            boolean directive = node instanceof DirectiveBlock inner && !inner.closed();
            if (code || directive) {
                return node;
            }
        }
        return null;
    }

    private static CharSequence rest(ParserState state) {
        CharSequence line = state.getLine().getContent();
        return line.subSequence(
                Math.min(state.getNextNonSpaceIndex(), line.length()), line.length());
    }

    private static final class Factory extends AbstractBlockParserFactory {
        @Override
        public BlockStart tryStart(ParserState state, MatchedBlockParser matched) {
            if (state.getIndent() >= 4) {
                return BlockStart.none();
            }
            Matcher opening = OPENING.matcher(rest(state));
            if (!opening.matches()) {
                return BlockStart.none();
            }
            String argument = opening.group(2) == null ? "" : opening.group(2).strip();
            return BlockStart.of(
                            new DirectiveParser(new DirectiveBlock(opening.group(1), argument)))
                    .atIndex(state.getLine().getContent().length());
        }
    }
}
