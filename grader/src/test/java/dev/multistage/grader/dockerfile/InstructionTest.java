package dev.multistage.grader.dockerfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InstructionTest {

    @Test
    void knowsFlagsWithTheirPlaces() {
        Instruction copy = parse("COPY --from=build --link  \\\n --chmod='7 5' a \"b c\" /d");

        assertEquals(Optional.of("build"), copy.flag("from").orElseThrow().value());
        assertEquals(Optional.empty(), copy.flag("link").orElseThrow().value());
        assertEquals(Optional.of("7 5"), copy.flag("chmod").orElseThrow().value());
        assertEquals(new Position(3, 2), copy.flag("chmod").orElseThrow().start());
        assertEquals(new Position(3, 15), copy.flag("chmod").orElseThrow().end());
        assertEquals("a \"b c\" /d", copy.arguments());
        // BuildKit splits the paths of COPY at blanks only; quotes are resolved later
        assertEquals(List.of("a", "\"b", "c\""), copy.sources());
    }

    @Test
    void knowsBothForms() {
        Instruction json = parse("CMD [\"/app\", \\\n \"--x\"]");
        assertEquals(Optional.of(List.of("/app", "--x")), json.jsonForm());
        assertEquals(Optional.empty(), json.shellText());
        assertEquals(new Position(3, 2), json.tokens().get(2).start());
        assertEquals(Token.Kind.JSON_STRING, json.tokens().get(2).kind());

        Instruction shell = parse("CMD ['/app']");
        assertEquals(Optional.empty(), shell.jsonForm());
        assertEquals("['/app']", shell.shellText().orElseThrow().text());

        Instruction health = parse("HEALTHCHECK --interval=5s CMD [\"/app\", \"health\"]");
        assertEquals(Optional.of(List.of("/app", "health")), health.jsonForm());
        Instruction shellHealth = parse("HEALTHCHECK CMD curl localhost || exit 1");
        assertEquals(
                "curl", shellHealth.script().orElseThrow().commands().get(0).words().get(0).text());
    }

    @Test
    void keepsTheTextAsWritten() {
        Instruction run = parse("RUN a \\\n  # why\n  && b\n");

        assertEquals("RUN a \\\n  # why\n  && b", run.text());
        assertEquals("RUN a   && b", run.joined());
        assertEquals(2, run.startLine());
        assertEquals(4, run.endLine());
    }

    @Test
    void handsHeredocsToTheShellAsBuildKitDoes() {
        Instruction two = parse("RUN cat <<A <<-'B' > x\none\nA\n\ttwo\n\tB\n");

        assertEquals("cat <<A <<-'B' > x\none\nA\n\ttwo\nB", two.shellText().orElseThrow().text());
        assertEquals(new Position(5, 2), two.shellText().orElseThrow().position(26));
        assertTrue(two.heredocs().get(0).expand());
        assertTrue(!two.heredocs().get(1).expand());
        assertEquals("two\n", two.heredocs().get(1).text());
        Instruction copy = parse("COPY <<a.txt b /d/\nx\na.txt\n");
        assertEquals(List.of("b"), copy.sources());
    }

    @Test
    void givesTheNamesAndValuesOfAssignments() {
        Instruction env = parse("ENV A=1 \"B\"='2 3' \\\n C=\n");

        assertEquals(
                List.of("A", "\"B\"", "C"),
                env.assignments().stream().map(Assignment::name).toList());
        assertEquals(Optional.of("'2 3'"), env.assignments().get(1).value());
        assertEquals(new Position(3, 2), env.assignments().get(2).start());
        assertTrue(parse("ENV A b c").assignments().get(0).legacy());
        assertEquals(Optional.empty(), parse("ARG A").assignments().get(0).value());
    }

    @Test
    void looksBehindOnbuild() {
        Instruction onbuild = parse("ONBUILD COPY --from=x a b");

        assertEquals(Keyword.COPY, onbuild.trigger().orElseThrow().keyword());
        assertEquals(
                Optional.of("x"),
                onbuild.trigger().orElseThrow().flag("from").orElseThrow().value());
        assertEquals(
                List.of("ONBUILD", "COPY", "--from=x", "a", "b"),
                onbuild.tokens().stream().map(Token::value).toList());
    }

    private static Instruction parse(String instruction) {
        return Dockerfile.parse("FROM a\n" + instruction).instructions().get(1);
    }
}
