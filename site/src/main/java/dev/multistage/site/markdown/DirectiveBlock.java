package dev.multistage.site.markdown;

import org.commonmark.node.CustomBlock;

/** What stands between {@code :::name argument} and {@code :::}. */
final class DirectiveBlock extends CustomBlock {

    private final String name;
    private final String argument;
    private boolean closed;

    DirectiveBlock(String name, String argument) {
        this.name = name;
        this.argument = argument;
    }

    String name() {
        return name;
    }

    String argument() {
        return argument;
    }

    boolean closed() {
        return closed;
    }

    void close() {
        closed = true;
    }
}
