package dev.multistage.grader.dockerfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Hostile text: nothing crashes, hangs or costs more than its length is worth. */
@Timeout(120) // a hang is a failure; nothing here is about speed
class DockerfileFuzzTest {

    private static final int CASES = 4_000;

    @Test
    void readsOrRefusesWhatever() {
        DockerfileGenerator generator = new DockerfileGenerator(1);
        int read = 0;
        for (int i = 0; i < CASES; i++) {
            String text = generator.next();
            try {
                use(Dockerfile.parse(text));
                read++;
            } catch (DockerfileSyntaxException e) {
                assertTrue(e.line() >= 1 && e.column() >= 1, text);
            }
        }
        assertTrue(read > CASES / 10, read + " files were read");
    }

    @Test
    void neverFailsOnShellText() {
        List<String> pieces =
                List.of(
                        "a",
                        "b=1",
                        " ",
                        "\n",
                        "\t",
                        "'",
                        "\"",
                        "\\",
                        "\\\n",
                        "$",
                        "$(",
                        "${",
                        "}",
                        "`",
                        ")",
                        "(",
                        "((",
                        "$((",
                        "))",
                        "{",
                        "if",
                        "then",
                        "fi",
                        "else",
                        "elif",
                        "for",
                        "in",
                        "do",
                        "done",
                        "while",
                        "case",
                        "esac",
                        ";;",
                        ";",
                        "&&",
                        "||",
                        "|",
                        "&",
                        "<",
                        ">",
                        "<<EOF",
                        "<<-'E'",
                        "EOF",
                        "E",
                        "2>&1",
                        "#",
                        "sh -c ",
                        "bash -euc 'a; b'",
                        "!",
                        "[[",
                        "]]",
                        "f()",
                        "é",
                        "~",
                        "*");
        Random random = new Random(2);
        for (int i = 0; i < 5 * CASES; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(25); j >= 0; j--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
                text.append(random.nextInt(3) == 0 ? " " : "");
            }
            ShellScript script = ShellScript.parse(text.toString());
            for (ShellNode.Command command : script.commands()) {
                for (ShellWord word : command.words()) {
                    String at = text.substring(word.offset());
                    assertTrue(command.depth() > 0 || at.startsWith(word.text()), text.toString());
                }
            }
            assertTrue(script.steps() <= 200L * text.length() + 100, text.toString());
        }
    }

    /** Calls everything and checks what always holds. */
    private static void use(Dockerfile dockerfile) {
        int line = 0;
        for (Instruction instruction : dockerfile.instructions()) {
            assertTrue(instruction.startLine() > line, dockerfile.text());
            assertTrue(instruction.endLine() >= instruction.startLine(), dockerfile.text());
            line = instruction.endLine();
            instruction.tokens().forEach(token -> check(dockerfile, token));
            instruction.mounts();
            instruction.sources();
            instruction.script().ifPresent(ShellScript::commands);
            instruction.heredocs().forEach(Heredoc::text);
        }
        assertTrue(line <= dockerfile.lines(), dockerfile.text());
        for (Stage stage : dockerfile.stages()) {
            dockerfile.externalImages(stage);
            Evaluation evaluation = dockerfile.evaluate(stage);
            evaluation.walk((instruction, variables) -> variables.size());
            assertTrue(evaluation.workingDirectory("/").startsWith("/"));
            assertEquals(stage, dockerfile.chain(stage).get(dockerfile.chain(stage).size() - 1));
        }
        dockerfile.problems().forEach(problem -> assertTrue(problem.line() >= 1));
        dockerfile.frontend();
    }

    /** A word without quotes and escapes stands in the file exactly where it says. */
    private static void check(Dockerfile dockerfile, Token token) {
        boolean plain =
                token.kind() == Token.Kind.WORD
                        && token.start().line() == token.end().line()
                        && token.value().matches("[a-z0-9./=-]+");
        if (plain) {
            String found =
                    dockerfile
                            .line(token.start().line())
                            .substring(token.start().column() - 1, token.end().column() - 1);
            if (!found.contains("\\") && !found.contains("`")) {
                assertEquals(token.value(), found, dockerfile.text());
            }
        }
    }

    static Stream<Arguments> shapes() {
        return Stream.of(
                shape("instructions", n -> "FROM a\n" + "RUN x\n".repeat(n)),
                shape("stages", n -> "FROM a AS b\n".repeat(n)),
                shape(
                        "a chain of stages",
                        n -> {
                            StringBuilder text = new StringBuilder("FROM a AS s0\n");
                            for (int i = 1; i < n; i++) {
                                text.append("FROM s" + (i - 1) + " AS s" + i + "\n");
                            }
                            return text.toString();
                        }),
                shape(
                        "many triggers below many stages",
                        n ->
                                "FROM a AS b\n"
                                        + "ONBUILD COPY --from=x a b\n".repeat(n)
                                        + "FROM b\n".repeat(n)),
                shape(
                        "copies of unknown stages",
                        n -> "FROM a AS bcd\n" + "COPY --from=bce a b\n".repeat(n)),
                shape("continuations", n -> "FROM a\nRUN x" + " \\\n y".repeat(n)),
                shape("comments in a continuation", n -> "FROM a\nRUN x \\\n" + "# y\n".repeat(n)),
                shape("empty continuations", n -> "FROM a\nRUN x \\\n" + "\n".repeat(n)),
                shape(
                        "heredocs in one line",
                        n ->
                                "FROM a\nRUN"
                                        + " <<E".repeat(n / 10 + 1)
                                        + "\n"
                                        + "E\n".repeat(n / 10 + 1)),
                shape("a long heredoc", n -> "FROM a\nRUN <<E\n" + "x\n".repeat(n) + "E\n"),
                shape("unterminated heredoc", n -> "FROM a\nRUN <<E\n" + "x\n".repeat(n)),
                shape("flags", n -> "FROM a\nCOPY" + (" \\\n--exclude=x").repeat(n) + " a b\n"),
                shape(
                        "mounts",
                        n -> "FROM a\nRUN" + (" \\\n--mount=type=tmpfs").repeat(n) + " a\n"),
                shape("words", n -> "FROM a\nCOPY" + " \\\n x".repeat(n) + " y\n"),
                shape("assignments", n -> "FROM a\nENV" + " \\\n x=y".repeat(n) + "\n"),
                shape(
                        "arguments that double",
                        n -> "ARG a=xx\n" + "ARG a=$a$a\n".repeat(n) + "FROM $a\n"),
                shape(
                        "environment that doubles",
                        n -> "FROM b\nENV a=xx\n" + "ENV a=$a$a\n".repeat(n)),
                shape(
                        "patterns",
                        n ->
                                "ARG a="
                                        + "ab".repeat(200)
                                        + "\n"
                                        + "ARG b=${a//*a*b*a*b/c}\n".repeat(n / 100 + 1)
                                        + "FROM $b\n"),
                shape(
                        "nested substitutions",
                        n -> "ARG a=" + "${x:-".repeat(n / 10) + "\nFROM b\n"),
                shape("nested JSON", n -> "FROM a\nCMD " + "[".repeat(n % 60_000) + "\n"),
                shape(
                        "a long JSON array",
                        n -> "FROM a\nCMD [" + "\"x\", \\\n".repeat(n) + "\"y\"]\n"),
                shape(
                        "triggers in triggers",
                        n -> "FROM a\n" + "ONBUILD \\\n".repeat(n) + "RUN x\n"),
                shape("quotes", n -> "FROM a\nRUN " + "'\\\n".repeat(n)),
                shape("dollars", n -> "FROM a\nLABEL a=" + "$".repeat(n % 60_000) + "\n"),
                shape(
                        "blanks in a directive",
                        n -> "# escape=" + " ".repeat(n % 60_000) + "x\nFROM a\n"),
                shape("nested sh -c", n -> "FROM a\nRUN " + "sh -c 'x' && \\\n".repeat(n) + "y\n"),
                shape(
                        "nested shell substitutions",
                        n -> "FROM a\nRUN " + "$(\\\n".repeat(n) + "\n"),
                shape("open brackets", n -> "FROM a\nRUN " + "( \\\n".repeat(n) + "\n"),
                shape("backslashes", n -> "FROM a\nRUN x" + "\\".repeat(n % 60_000) + "\n"),
                shape("carriage returns", n -> "FROM a\nRUN x" + "\r".repeat(n % 60_000) + "\n"));
    }

    private static Arguments shape(String name, IntFunction<String> text) {
        return Arguments.of(name, text);
    }

    /**
     * Four times the text may allocate little more than four times the memory. What is allocated is
     * counted by the Java machine and does not depend on the clock; copying in a loop, the usual
     * way to quadratic time, shows in it at once.
     */
    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void workGrowsWithTheTextAndNotFaster(String name, IntFunction<String> shape) {
        String small = shape.apply(2_500);
        String large = shape.apply(10_000);
        allocated(small); // classes are loaded
        long few = allocated(small);
        long many = allocated(large);

        assertTrue(many <= 8 * few + 4_000_000, name + ": " + few + " bytes, then " + many);
    }

    private static long allocated(String text) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        try {
            Dockerfile dockerfile = Dockerfile.parse(text);
            dockerfile.externalImages();
            dockerfile.evaluate().walk((instruction, variables) -> {});
            for (Instruction instruction : dockerfile.instructions()) {
                instruction.tokens();
                instruction.script();
            }
        } catch (DockerfileSyntaxException e) {
            // refusing is an answer too
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    @Test
    void theLargestFileIsRead() {
        String text = "FROM a AS b\n" + "RUN x\n".repeat(160_000);
        assertEquals(160_001, Dockerfile.parse(text).instructions().size());
    }
}
