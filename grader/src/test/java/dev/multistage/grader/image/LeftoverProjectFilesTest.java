package dev.multistage.grader.image;

import static dev.multistage.grader.image.FoundLeftovers.assertFound;
import static dev.multistage.grader.image.FoundLeftovers.big;
import static dev.multistage.grader.image.FoundLeftovers.leftovers;
import static dev.multistage.grader.image.FoundLeftovers.origins;
import static dev.multistage.grader.image.LeftoverCategory.DEV_DEPENDENCY;
import static dev.multistage.grader.image.LeftoverCategory.DOCUMENTATION;
import static dev.multistage.grader.image.LeftoverCategory.PROJECT_FILE;
import static dev.multistage.grader.image.LeftoverCategory.SOURCE;
import static dev.multistage.grader.image.LeftoverCategory.TEST;
import static dev.multistage.grader.image.LeftoverCategory.VERSION_CONTROL;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an image holds of a project and its development packages, and does not need. */
class LeftoverProjectFilesTest {

    @Test
    void findsWhatBelongsToTheProjectAndNotToTheProgram() {
        Leftovers leftovers =
                leftovers(
                        new TarBuilder()
                                .file("usr/src/app/main.go", "package main\n")
                                .file("app/src/index.ts", "let a\n")
                                .file("app/dist/index.d.ts", "let a\n")
                                .file("app/dist/index.js", "let a\n")
                                .file("app/server.py", "a = 1\n")
                                .file("app/tests/test_server.py", "a = 1\n")
                                .file("app/store_test.go", "package main\n")
                                .file("app/.git/HEAD", "ref\n")
                                .file("app/Dockerfile", "FROM x\n")
                                .file("app/node_modules/x/test/a.ts", "let a\n")
                                .file("usr/lib/python3.13/test/test_os.py", "a\n")
                                .file("usr/share/doc/x/changelog.gz", big("x"))
                                .file("usr/share/doc/x/copyright", "x"));
        assertFound(leftovers, SOURCE, "Go sources", "/usr/src/app/main.go");
        assertFound(leftovers, SOURCE, "TypeScript sources", "/app/src/index.ts");
        assertFound(leftovers, TEST, "tests", "/app/store_test.go", "/app/tests/test_server.py");
        assertFound(leftovers, VERSION_CONTROL, "Git repository", "/app/.git/HEAD");
        assertFound(leftovers, PROJECT_FILE, "project files", "/app/Dockerfile");
        assertFound(leftovers, DOCUMENTATION, "manuals", "/usr/share/doc/x/changelog.gz");
        assertEquals(6, leftovers.own().size());
    }

    @Test
    void findsDevelopmentPackagesByTheLockFile() throws IOException {
        String lock =
                """
                {"lockfileVersion":3,"packages":{"":{},
                 "node_modules/express":{},
                 "node_modules/express/node_modules/debug":{},
                 "node_modules/debug":{"dev":true},
                 "node_modules/@types/node":{"dev":true},
                 "node_modules/fsevents":{"devOptional":true,"optional":true},
                 "node_modules/typescript":{"dev":true}}}
                """;
        DevDependencies dev =
                DevDependencies.ofPackageLock(lock.getBytes(StandardCharsets.UTF_8))
                        .withPython(List.of("PyTest", "types_requests"));
        Image image =
                ArchiveBuilder.image(
                        new TarBuilder()
                                .file("app/node_modules/express/index.js", "x")
                                .file("app/node_modules/express/node_modules/debug/a.js", "x")
                                .file("app/node_modules/debug/a.js", "x")
                                .file("app/node_modules/@types/node/index.d.ts", "x")
                                .file("app/node_modules/fsevents/a.node", "x")
                                .file("app/node_modules/typescript/node_modules/own/a.js", "x")
                                .file(
                                        "p/node_modules/.pnpm/typescript@5/node_modules/typescript/a.js",
                                        "x")
                                .file("usr/local/lib/node_modules/typescript/a.js", "x")
                                .file("v/lib/python3.13/site-packages/pytest/a.py", "x")
                                .file(
                                        "v/lib/python3.13/site-packages/pytest-8.0.dist-info/RECORD",
                                        "x")
                                .file("v/lib/python3.13/site-packages/flask/a.py", "x")
                                .file("packages/pytest/b.py", "x")
                                .file("packages/flask/b.py", "x")
                                .file("target/pytest/c.py", "x")
                                .file("target/pytest-8.0.dist-info/RECORD", "x")
                                .file("target/flask-3.1.dist-info/RECORD", "x"));
        Leftovers leftovers =
                Leftovers.of(Accounting.of(image), origins(image, "FROM scratch\nRUN x\n"), dev);
        assertFound(leftovers, DEV_DEPENDENCY, "debug", "/app/node_modules/debug/a.js");
        assertFound(
                leftovers,
                DEV_DEPENDENCY,
                "@types/node",
                "/app/node_modules/@types/node/index.d.ts");
        assertFound(leftovers, DEV_DEPENDENCY, "fsevents", "/app/node_modules/fsevents/a.node");
        assertFound(
                leftovers,
                DEV_DEPENDENCY,
                "typescript",
                "/app/node_modules/typescript/node_modules/own/a.js",
                "/p/node_modules/.pnpm/typescript@5/node_modules/typescript/a.js");
        assertFound(
                leftovers,
                DEV_DEPENDENCY,
                "pytest",
                "/packages/pytest/b.py",
                "/target/pytest-8.0.dist-info/RECORD",
                "/v/lib/python3.13/site-packages/pytest-8.0.dist-info/RECORD",
                "/v/lib/python3.13/site-packages/pytest/a.py");
        assertEquals(5, leftovers.own().size());
    }
}
