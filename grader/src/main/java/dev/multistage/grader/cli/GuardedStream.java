package dev.multistage.grader.cli;

import dev.multistage.grader.report.Columns;
import dev.multistage.grader.report.Style;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.function.Supplier;

/**
 * The last word about what leaves for a terminal or a log: no escape byte where there is no colour,
 * and in plain text no line that is too long, whichever command wrote it.
 */
final class GuardedStream extends OutputStream {

    private static final int ESCAPE = 0x1b;
    private static final int TAB = 4;

    private final OutputStream target;
    private final Charset charset;
    private final Supplier<Style> style;
    private final ByteArrayOutputStream word = new ByteArrayOutputStream();
    private int column;
    private int blanks;

    /**
     * @param target where it goes
     * @param charset the encoding of what is written
     * @param style what is allowed now; it may change until the command line is read
     */
    GuardedStream(OutputStream target, Charset charset, Supplier<Style> style) {
        this.target = target;
        this.charset = charset;
        this.style = style;
    }

    @Override
    public void write(int value) throws IOException {
        byte written = (byte) value;
        if (written == ESCAPE && !style.get().color()) {
            written = '?';
        }
        if (!style.get().plain()) {
            target.write(written);
        } else if (written == '\n') {
            endWord();
            target.write('\n');
            column = 0;
            blanks = 0;
        } else if (written == ' ') {
            endWord();
            blanks++;
        } else if (written == '\t') {
            endWord();
            blanks += TAB;
        } else if (written != '\r') {
            word.write(written);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (style.get().color()) {
            target.write(bytes, offset, length);
            return;
        }
        for (int i = offset; i < offset + length; i++) {
            write(bytes[i]);
        }
    }

    /** Breaks the line before the word if it does not fit, and the word where it is too long. */
    private void endWord() throws IOException {
        if (word.size() == 0) {
            return;
        }
        String text = word.toString(charset);
        word.reset();
        if (column > 0 && column + blanks + Columns.of(text) > style.get().width()) {
            target.write('\n');
            column = 0;
            blanks = 0;
        }
        for (String part : Columns.wrap(text, style.get().width() - blanks)) {
            if (column > 0 && column + blanks + Columns.of(part) > style.get().width()) {
                target.write('\n');
                column = 0;
            }
            target.write((" ".repeat(blanks) + part).getBytes(charset));
            column += blanks + Columns.of(part);
            blanks = 0;
        }
    }

    /** Lets go of a question that waits for an answer. */
    @Override
    public void flush() throws IOException {
        if (style.get().plain()) {
            endWord();
            if (column > 0) {
                target.write(" ".repeat(blanks).getBytes(charset));
                column += blanks;
                blanks = 0;
            }
        }
        target.flush();
    }
}
