package dev.multistage.grader.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways to have Compose read a file of the grader's machine; the second line is always the one. */
class ComposeTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "include: [/etc/passwd]",
                "    env_file: /etc/passwd",
                "    ENV_FILE: /etc/passwd",
                "    \"extends\": {file: /a.yaml}",
                "    label_file: /etc/passwd",
                "# only a comment\u0085include: [/etc/passwd]",
                "# only a comment\u0085inc",
                "# only a comment\u2028inc",
                "# only a comment\u2029inc",
                "# hides what YAML still reads\", include: [/etc/passwd]}",
                "\"incl\\",
                "\"\\x69nclude\": [/etc/passwd]",
                "\"\\u0069nclude\": [/etc/passwd]",
                "\"\\U00000069nclude\": [/etc/passwd]",
                "!!binary aW5jbHVkZQ==: [/etc/passwd]",
                "? !!binary aW5jbHVkZQ==",
                "{!<tag:yaml.org,2002:binary> aW5jbHVkZQ==: [/etc/passwd]}",
                "{x-a: 1,!!binary aW5jbHVkZQ==: [/etc/passwd]}",
                "!e!binary aW5jbHVkZQ==: [/etc/passwd]",
                "%TAG !e! tag:yaml.org,2002:",
                "%YAML 1.1",
                "a\u0000b",
                "a\uFEFFb"
            })
    void whatMayHideAnotherFileIsRefusedWithItsLine(String line) {
        Optional<String> refused = ComposeText.refused("services:\n" + line + "\nx-b: 1\n");
        assertTrue(refused.orElse("").startsWith("line 2 "), refused::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\r", "\n"})
    void linesAreCountedAsEditorsCountThem(String end) {
        String text = String.join(end, "services:", "  app:", "    env_file: a");
        assertTrue(ComposeText.refused(text).orElse("").startsWith("line 3 "), text);
    }

    @Test
    void whatPeopleWriteIsNot() {
        String text =
                """
                \uFEFF# Includes nothing, extended by nobody: 100 % harmless!
                services:
                  app:
                    image: ${IMAGE:?which one}
                    environment:
                      GREETING: "Grüß Gott! 你好 🎉 \\"quoted\\" \\t tab"
                      MOTTO: it's 100%!!
                      ON: ! "yes"
                    healthcheck:
                      test: ["CMD-SHELL", "! test -e /tmp/broken && test ! -e /tmp/x"]
                """;
        assertEquals(Optional.empty(), ComposeText.refused(text));
    }
}
