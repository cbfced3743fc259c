package dev.multistage.grader.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.context.FileTree;
import dev.multistage.grader.context.FilteredContext;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks of what a build is sent. */
class ContextChecksTest {

    private static final ContextLeavesOut OUT =
            new ContextLeavesOut(List.of(".git/**", ".env", "**_test.go"));

    private static ContextEvidence context(String ignore) {
        FileTree tree =
                FileTree.EMPTY
                        .with("Dockerfile", "FROM scratch\n")
                        .with("main.go", "package main\n")
                        .with("main_test.go", "package main\n")
                        .with("internal/x_test.go", "package internal\n")
                        .with(".env", "TOKEN=x\n")
                        .with(".git/HEAD", "ref: refs/heads/main\n")
                        .with(".git/objects/pack/p.pack", "0".repeat(2_000_000));
        FileTree whole = ignore.isEmpty() ? tree : tree.with(".dockerignore", ignore);
        return new ContextEvidence("Dockerfile", FilteredContext.of(whole, "Dockerfile"));
    }

    @Test
    void failsWhenTheContextIsTooLargeAndNamesItsLargestFolders() {
        Outcome outcome = new ContextSize(1).examine(context(""));
        assertEquals("context-too-large", outcome.code());
        assertEquals("2.0 MB", outcome.observed());
        assertEquals(".git/", outcome.where().get(0).path());
        assertTrue(outcome.next().contains("There is no .dockerignore"), outcome.next());
        assertEquals(Outcome.Status.PASSED, new ContextSize(1).examine(context(".git\n")).status());
    }

    @Test
    void passesWhenEverythingUnneededIsLeftOut() {
        for (String ignore :
                List.of(".git\n.env\n**/*_test.go\n", "*\n!*.go\n!internal\n**/*_test.go\n")) {
            assertEquals(Outcome.Status.PASSED, OUT.examine(context(ignore)).status(), ignore);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // .dockerignore | the file that got through | what is wrong with which line
                "''| .git/HEAD| There is no .dockerignore",
                "docs| .git/HEAD| No pattern of .dockerignore fits it",
                ".git;.env;*_test.go| internal/x_test.go| Line 3 of .dockerignore (*_test.go) fits the top folder only; **/*_test.go fits",
                ".git;.env # secrets;**/*_test.go| .env| Line 2 of .dockerignore (.env # secrets) fits nothing: #",
                ".git;.env;**/*_test.go;!.env| .env| Line 4 of .dockerignore (!.env) lets it in"
            })
    void namesTheFileAndThePatternThatCameNearest(String ignore, String file, String says) {
        Outcome outcome = OUT.examine(context(ignore.replace(';', '\n')));
        assertEquals("context-too-wide", outcome.code());
        assertTrue(outcome.observed().endsWith("for example " + file), outcome.observed());
        assertTrue(outcome.next().startsWith(says), outcome.next());
    }
}
