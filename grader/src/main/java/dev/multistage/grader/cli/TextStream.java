package dev.multistage.grader.cli;

import dev.multistage.grader.report.Style;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.util.function.Supplier;

/**
 * Text for a person, as the terminal can show it: an arrow is {@code ->} where there is only ASCII.
 */
final class TextStream extends PrintStream {

    private final Supplier<Style> style;

    /**
     * @param target where it goes
     * @param charset its encoding
     * @param style what the terminal shows now
     */
    TextStream(OutputStream target, Charset charset, Supplier<Style> style) {
        super(target, true, charset);
        this.style = style;
    }

    /** Everything that is printed as text comes through here. */
    @Override
    public void print(String text) {
        super.print(text == null ? "null" : style.get().fit(text));
    }

    /**
     * Returns a writer to this stream; one that is made of the stream would choose its encoding.
     */
    PrintWriter writer() {
        return new PrintWriter(
                new Writer() {
                    @Override
                    public void write(char[] chars, int offset, int length) {
                        print(new String(chars, offset, length));
                    }

                    @Override
                    public void flush() {
                        TextStream.this.flush();
                    }

                    @Override
                    public void close() {
                        // the stream is not ours to close
                    }
                },
                true);
    }
}
