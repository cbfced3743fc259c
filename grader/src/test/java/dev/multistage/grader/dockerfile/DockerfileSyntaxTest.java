package dev.multistage.grader.dockerfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The messages are BuildKit's; DockerfileOracleIT holds thousands of them against the original. */
class DockerfileSyntaxTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "# nothing                | 1:1 | file with no instructions",
                "RUN x                    | 1:1 | no build stage in current context",
                "ARG A                    | 1:1 | dockerfile contains no stages to build",
                "FROM                     | 1:1 | FROM requires either one or three arguments",
                "FROM a AS 1st            | 1:11 | invalid name for build stage: \"1st\", name can't start with a number or contain symbols",
                "FROM a~COPPY b c         | 2:1 | unknown instruction: COPPY (did you mean COPY?)",
                "FROM a~copi b c          | 2:1 | unknown instruction: copi (did you mean copy?)",
                "FROM a~&& b              | 2:1 | unknown instruction: &&",
                "FROM a~COPY b            | 2:1 | COPY requires at least two arguments, but only one was provided. Destination could not be determined",
                "FROM a~COPY --form=b c d | 2:6 | unknown flag: --form (did you mean from?)",
                "FROM a~COPY --from b c   | 2:6 | missing a value on flag: --from",
                "FROM a~RUN --network=x y | 2:1 | invalid network mode \"x\"",
                "FROM a~CMD [\"a\", 1]    | 2:5 | when using JSON array syntax, arrays must be comprised of strings only",
                "FROM a~ENV A             | 2:5 | ENV must have two arguments",
                "FROM a~ENV A=1 \\~ B     | 3:2 | Syntax error - can't find = in \"B\". Must be of the form: name=value",
                "FROM a~RUN <<EOF~x       | 2:1 | unterminated heredoc",
                "FROM a~WORKDIR           | 2:1 | WORKDIR requires exactly one argument",
                "FROM a~SHELL bash        | 2:1 | SHELL requires the arguments to be in JSON form",
                "FROM a~HEALTHCHECK curl  | 2:13 | Unknown type \"CURL\" in HEALTHCHECK (try CMD)",
                "FROM a~HEALTHCHECK --interval=5 CMD x | 2:13 | time: missing unit in duration \"5\"",
                "FROM a~ONBUILD FROM b    | 2:9 | FROM isn't allowed as an ONBUILD trigger",
                "# escape=x~FROM a        | 1:1 | invalid escape token 'x' does not match ` or \\",
            })
    void saysWhatBuildKitSaysAndWhere(String text, String position, String message) {
        String file = text.replace('~', '\n');
        DockerfileSyntaxException error =
                assertThrows(DockerfileSyntaxException.class, () -> Dockerfile.parse(file));

        assertEquals(message, error.getMessage());
        assertEquals(position, error.line() + ":" + error.column());
        assertEquals(file.split("\n")[error.line() - 1], error.quotedLine());
    }
}
