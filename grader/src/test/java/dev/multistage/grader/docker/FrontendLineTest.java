package dev.multistage.grader.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.multistage.grader.dockerfile.Dockerfile;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FrontendLineTest {

    @Test
    void aSyntaxLineBecomesAnEmptyComment() {
        assertEquals("#\nFROM scratch\n", without("# syntax=docker/dockerfile:1\nFROM scratch\n"));
    }

    @Test
    void directivesBelowStayDirectivesAndLinesKeepTheirNumbers() {
        String left =
                without("# syntax=docker/dockerfile:1\n# escape=`\nFROM scratch\nCOPY a `\n  b\n");
        assertEquals("# escape=`\n#\nFROM scratch\nCOPY a `\n  b\n", left);
        assertEquals('`', Dockerfile.parse(left).escape());
    }

    @Test
    void aDirectiveAboveStaysWhereItIs() {
        assertEquals(
                "# escape=`\n#\nFROM scratch\n",
                without("# escape=`\n# syntax=docker/dockerfile:1\nFROM scratch\n"));
    }

    @Test
    void windowsLineEndsAndAByteOrderMarkDoNoHarm() {
        assertEquals(
                "#\r\nFROM scratch\r\n",
                without("\uFEFF# syntax=docker/dockerfile:1\r\nFROM scratch\r\n"));
    }

    @Test
    void anotherFrontendTakesTheSameLine() {
        FrontendLine replaced =
                FrontendLine.replaced(
                        bytes("# syntax=a\nFROM scratch\n"), 1, "docker/dockerfile:1");
        assertEquals("# syntax=docker/dockerfile:1\nFROM scratch\n", text(replaced));
        assertEquals(0, replaced.addedLines());
    }

    @Test
    void anAddedLineIsCounted() {
        FrontendLine added = FrontendLine.added(bytes("FROM scratch\n"), "docker/dockerfile:1");
        assertEquals("# syntax=docker/dockerfile:1\nFROM scratch\n", text(added));
        assertEquals(1, added.addedLines());
    }

    private static String without(String dockerfile) {
        Dockerfile parsed = Dockerfile.parse(dockerfile);
        int line = parsed.frontend().orElseThrow().position().line();
        return text(FrontendLine.without(bytes(dockerfile), parsed, line));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(FrontendLine line) {
        return new String(line.content(), StandardCharsets.UTF_8);
    }
}
