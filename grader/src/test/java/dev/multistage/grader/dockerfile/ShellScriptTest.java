package dev.multistage.grader.dockerfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.dockerfile.ShellNode.Command;
import dev.multistage.grader.dockerfile.ShellNode.Link;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellScriptTest {

    @Test
    void splitsListsPipesAndLines() {
        assertEquals(
                List.of("a 1", "AND b", "OR c", "THEN d", "PIPE e", "BACKGROUND f", "THEN g"),
                commands("a 1 && b || c; d | e & f\n\n# comment && x\n g"));
        assertEquals(List.of("a", "AND b"), commands("a &&\n  b"));
        assertEquals(List.of("a", "THEN b"), commands("a \\\n&& b".replace("&& ", "; ")));
    }

    @Test
    void keepsWordsWholeAndKnowsWhichAreLiteral() {
        Command command = only("install -D 'a b' \"c\"\\ d $X pre$(date) ~/y *.go \"*\"");

        List<ShellWord> words = command.words();
        assertEquals("a b", words.get(2).value());
        assertEquals("c d", words.get(3).value());
        assertFalse(words.get(4).literal());
        assertEquals("pre", words.get(5).value());
        assertFalse(words.get(5).literal());
        assertFalse(words.get(6).literal());
        assertTrue(words.get(7).literal() && words.get(7).pattern());
        assertTrue(words.get(8).is("*"));
        assertEquals(11, words.get(2).offset());
        assertEquals(new Position(1, 12), words.get(2).start());
    }

    @Test
    void separatesAssignmentsAndRedirections() {
        Command command = only("A=1 B=\"x y\" env 2>&1 C=3 > /dev/null <in");

        assertEquals(
                List.of("A=1", "B=\"x y\""),
                command.assignments().stream().map(ShellWord::text).toList());
        assertEquals(List.of("env", "C=3"), command.words().stream().map(ShellWord::text).toList());
        assertEquals(
                List.of("2>& 1", "> /dev/null", "< in"),
                command.redirections().stream()
                        .map(to -> to.operator() + " " + to.target())
                        .toList());
    }

    @Test
    void looksIntoGroupsConditionsAndLoops() {
        String script =
                """
                if [ -f x ]; then rm x; elif test y; then b; else c; fi && d
                for f in a $(ls "b c") 'd'; do go build $f; done
                while read l; do echo "$l"; done < list
                case "$1" in a|b) one ;; (*) two; esac
                ( cd /x && make ) | tee log
                { e; f; } > out
                ! g
                """;
        assertEquals(
                List.of(
                        "[ -f x ]",
                        "rm x",
                        "test y",
                        "b",
                        "c",
                        "AND d",
                        "go build $f",
                        "read l",
                        "echo \"$l\"",
                        "one",
                        "two",
                        "cd /x",
                        "AND make",
                        "PIPE tee log",
                        "e",
                        "THEN f",
                        "THEN g"),
                commands(script));
        List<Command> commands = ShellScript.parse(script).commands();
        assertTrue(commands.get(1).conditional());
        assertFalse(commands.get(5).conditional());
        assertTrue(commands.get(11).subshell());
        assertFalse(commands.get(14).subshell());
    }

    @Test
    void readsTheScriptOfAShellWithItsPlaces() {
        ShellScript script = ShellScript.parse("bash -euo pipefail -c 'a && b \"c d\"'; e");

        assertEquals(
                List.of("bash -euo pipefail -c 'a && b \"c d\"'", "a", "AND b \"c d\"", "THEN e"),
                commands(script));
        Command inner = script.commands().get(2);
        assertEquals(1, inner.depth());
        assertEquals(new Position(1, 29), inner.words().get(0).start());
        assertFalse(ShellScript.parse("sh -c \"$X\" && b").isComplete());
        assertEquals(
                Optional.of("b"),
                ShellScript.parse("sh -c \"$X\" && b").commands().get(1).program());
    }

    @Test
    void readsHereDocuments() {
        ShellScript script =
                ShellScript.parse("cat <<'A' >x <<-B && y\nrm -rf /\nA\n\tin b\n\tB\nz\n");

        assertEquals(List.of("cat", "AND y", "THEN z"), commands(script));
        assertEquals(
                Optional.of("rm -rf /\n"), script.commands().get(0).redirections().get(0).body());
    }

    @Test
    void doesNotTakeAFunctionForWhatRuns() {
        ShellScript script = ShellScript.parse("f() { rm -rf /; }\nf && g");

        assertEquals(List.of("THEN f", "AND g"), commands(script));
        assertEquals("function", script.opaque().get(0).reason());
        assertEquals("f() { rm -rf /; }", script.opaque().get(0).text());
    }

    /** What bash and sh read differently, or what is not finished, is left alone. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'b",
                "\"b",
                "$(b",
                "`b",
                "${b",
                "$((b",
                "(b",
                "if b; then c",
                "b &&",
                "[[ b == c ]]",
                "diff <(b) <(c)",
                "x=(1 2)",
                "for ((i=0;i<3;i++)); do b; done",
                "fi",
                "b)",
                "case b in c",
                "&& b",
                "b | | c",
                "cat <<E\nb",
                "((b))",
                "function b { c; }",
                "${b:-'}'}",
            })
    void leavesTheRestOpaqueWhenInDoubt(String doubtful) {
        ShellScript script = ShellScript.parse("a; " + doubtful);

        assertEquals("a", script.commands().get(0).words().get(0).text());
        assertFalse(script.isComplete());
    }

    @Test
    void followsSubstitutionsWithBracketsAndQuotesInside() {
        assertEquals(
                List.of("a \"$(b \"c)\" 'd)' | (e))\" f", "THEN g"),
                commands("a \"$(b \"c)\" 'd)' | (e))\" f; g"));
        assertEquals(
                List.of("a $(case x in x) b;; esac) $((1+(2))) ${C:-${D}}", "THEN g"),
                commands("a $(case x in x) b;; esac) $((1+(2))) ${C:-${D}}; g"));
    }

    @Test
    void knowsThePlacesOfARunInstruction() {
        Dockerfile dockerfile =
                Dockerfile.parse(
                        """
                        FROM debian
                        RUN --mount=type=cache,target=/x apt-get update \\
                            # comment
                            && sh -c 'rm -rf \\
                                /var/lib' \\
                            && true
                        RUN <<EOF
                        set -e
                        make
                        EOF
                        RUN <<EOF
                        #!/usr/bin/env python3
                        print("x")
                        EOF
                        """);
        List<Instruction> instructions = dockerfile.instructions();

        List<Command> commands = instructions.get(1).script().orElseThrow().commands();
        assertEquals(new Position(2, 34), commands.get(0).words().get(0).start());
        assertEquals(new Position(4, 8), commands.get(1).words().get(0).start());
        assertEquals(new Position(5, 9), commands.get(2).words().get(2).start());
        assertEquals(new Position(6, 8), commands.get(3).words().get(0).start());
        assertEquals(
                new Position(9, 1),
                instructions
                        .get(2)
                        .script()
                        .orElseThrow()
                        .commands()
                        .get(1)
                        .words()
                        .get(0)
                        .start());
        assertEquals(Optional.empty(), instructions.get(3).script());
    }

    private static Command only(String script) {
        List<Command> commands = ShellScript.parse(script).commands();
        assertEquals(1, commands.size());
        return commands.get(0);
    }

    private static List<String> commands(String script) {
        return commands(ShellScript.parse(script));
    }

    private static List<String> commands(ShellScript script) {
        return script.commands().stream()
                .map(
                        command ->
                                (command.link() == Link.FIRST ? "" : command.link() + " ")
                                        + String.join(
                                                " ",
                                                command.words().stream()
                                                        .map(ShellWord::text)
                                                        .toList()))
                .toList();
    }
}
