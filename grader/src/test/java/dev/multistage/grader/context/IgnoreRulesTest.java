package dev.multistage.grader.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IgnoreRulesTest {

    /** The pairs that docker-java 3.7.1 gets wrong stand among these. */
    @ParameterizedTest
    @CsvSource({
        "/target, target/app.jar, true",
        "**/node_modules, node_modules/x, true",
        "**/node_modules, a/b/node_modules/c/d, true",
        "**/*.log, a.log, true",
        "**/*.log, x/y/a.log, true",
        "foo**bar, foo/x/bar, true",
        "a/**/b, a/b, true",
        "a/**/b, a/x/y/b, true",
        "*.md, docs/a.md, false",
        "*, a/b, true",
        "docs, docs, true",
        "docs, docs2, false",
        "docs/**, docs, false",
        "docs/**, docs/a, true",
        "./docs/../src, src/main.go, true",
        "a?c, abc, true",
        "a?c, a/c, false",
        "[a-c]x, bx, true",
        "[^a-c]x, bx, false",
        "[!a]x, !x, true",
        "\\*x, *x, true",
        "\\*x, ax, false",
        "a.b, axb, false",
        ".git, .github, false",
    })
    void matchesAsMoby(String pattern, String path, boolean excluded) {
        assertEquals(excluded, IgnoreRules.parse(pattern).excludes(path));
        assertEquals(excluded, IgnoreRules.parse(pattern).matches(path));
    }

    /** Found by generated cases: moby forgets to escape these where a pattern has a wildcard. */
    @Test
    void barsAndBracesKeepTheirMeaningBesideAWildcardAsInMoby() {
        assertTrue(IgnoreRules.parse("*.a|b").excludes("x.ac"));
        assertTrue(IgnoreRules.parse("*.a|b").excludes("some/b"));
        assertTrue(IgnoreRules.parse("*.go{2}").excludes("x.goo"));
        assertFalse(IgnoreRules.parse("*.{js,ts}").excludes("x.ts"));
        assertFalse(IgnoreRules.parse("a|b").excludes("b"));
        assertThrows(IgnoreSyntaxException.class, () -> IgnoreRules.parse("*{2}"));
    }

    @Test
    void theLastRuleThatMatchesDecides() {
        IgnoreRules rules =
                IgnoreRules.parse(
                        """
                        # everything but the sources
                        *
                        !src
                        src/secret
                        """);

        assertTrue(rules.excludes("README.md"));
        assertFalse(rules.excludes("src/main.go"));
        assertTrue(rules.excludes("src/secret/key"));
        IgnoreRules.Decision decision = rules.decide("src/secret/key");
        assertEquals(4, decision.rule().orElseThrow().line());
        assertEquals("src/secret", decision.rule().orElseThrow().text());
    }

    @Test
    void aDirectoryThatIsSkippedTakesItsFilesAlong() {
        // the exception is no text prefix of build/, so the walk never enters the directory
        IgnoreRules rules = IgnoreRules.parse("build\n!other/keep\n");

        assertTrue(rules.excludes("build/keep"));
        assertFalse(IgnoreRules.parse("build\n!build/keep").excludes("build/keep"));
        assertFalse(IgnoreRules.parse("build\n!**/keep").excludes("build/keep"));
    }

    @Test
    void refusesMalformedPatternsWithTheirLine() {
        IgnoreSyntaxException error =
                assertThrows(IgnoreSyntaxException.class, () -> IgnoreRules.parse("a\n[b\n"));
        assertEquals(2, error.line());
        assertEquals("syntax error in pattern: [b", error.getMessage());
        assertEquals(
                "illegal exclusion pattern: \"!\"",
                assertThrows(IgnoreSyntaxException.class, () -> IgnoreRules.parse("! "))
                        .getMessage());
    }

    @Test
    void aCommentBeginsInTheFirstColumn() {
        assertFalse(IgnoreRules.parse("#a").excludes("#a"));
        assertTrue(IgnoreRules.parse(" #a").excludes("#a"));
        assertFalse(IgnoreRules.parse("\uFEFF#[x").excludes("a"));
    }

    @Test
    void doesNotBlowUpOnHostilePatterns() {
        String pattern = IntStream.range(0, 200).mapToObj(i -> "*a").collect(Collectors.joining());
        IgnoreRules rules = IgnoreRules.parse(pattern + "b");

        assertFalse(rules.excludes("a".repeat(2000)));
        assertTrue(rules.excludes("a".repeat(2000) + "b"));
    }
}
