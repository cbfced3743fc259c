package dev.multistage.grader.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

    @ParameterizedTest
    @CsvSource({
        "/**/pages/*.md, /pages/a.md, true",
        "/**/pages/*.md, /srv/x/pages/a.md, true",
        "/**/pages/*.md, /pages/sub/a.md, false",
        "/app/**, /app/a/b, true",
        "/app/**, /apple, false",
        "/app/?.js, /app/a.js, true",
        "/app/(x)+, /app/(x)+, true",
        "**/*.go, main.go, true",
        "**/*.go, internal/web/web.go, true",
        "**_test.go, main_test.go, true",
        "**_test.go, internal/main_test.go, true",
        "src/*.js, src/a.js, true",
        "src/*.js, src/sub/a.js, false",
        "go.mod, sub/go.mod, false",
        "{a}, a, false"
    })
    void globsCrossFoldersOnlyWithTwoStars(String glob, String path, boolean matches) {
        assertEquals(matches, Glob.of(glob).matches(path));
    }

    @ParameterizedTest
    @CsvSource({"'a\0b'", "'a:b\\c'"})
    void aNameThatThisMachineDoesNotAllowIsANameAllTheSame(String name) {
        assertEquals(true, Glob.of("*").matches(name.replace("\\0", "\0")));
    }
}
