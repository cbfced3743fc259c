package dev.multistage.grader.image;

import static dev.multistage.grader.image.LeftoverCategory.DOCUMENTATION;
import static dev.multistage.grader.image.LeftoverCategory.PROJECT_FILE;
import static dev.multistage.grader.image.LeftoverCategory.SOURCE;
import static dev.multistage.grader.image.LeftoverCategory.TEST;
import static dev.multistage.grader.image.LeftoverCategory.VERSION_CONTROL;
import static dev.multistage.grader.image.LeftoverRule.ending;
import static dev.multistage.grader.image.LeftoverRule.kind;
import static dev.multistage.grader.image.LeftoverRule.named;
import static dev.multistage.grader.image.LeftoverRule.under;
import static dev.multistage.grader.image.LeftoverRule.within;

import dev.multistage.grader.image.ContentKind.Simple;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What belongs to a project but not to the program: sources, tests, repository, manuals.
 *
 * <p>Languages that run from source keep it: {@code .py} and {@code .js} are no leftovers, unless
 * they are tests. What packages bring along in {@code node_modules} and {@code site-packages} is
 * their matter, and so is what lies in the system's directories.
 */
final class ProjectRules {

    private static final String COPY_LESS =
            "Copy only what runs: name the files in COPY, and list the rest in .dockerignore.";
    private static final String IGNORE =
            "List it in .dockerignore, so that COPY does not pick it up.";

    private static final Pattern TEST_FILE =
            Pattern.compile(
                    "_test\\.go$|\\.(test|spec)\\.[cm]?[jt]sx?$|/test_[^/]*\\.py$|_test\\.py$"
                            + "|/conftest\\.py$|/(__tests__|tests?|e2e|cypress)/");

    private static final Predicate<FileEntry> OF_PACKAGES =
            within(
                    "/node_modules/",
                    "/lib/python3",
                    "/site-packages/",
                    "/dist-packages/",
                    "/vendor/bundle/");

    private static final Predicate<FileEntry> OF_SYSTEM =
            under("/usr/", "/lib/", "/etc/", "/var/lib/", "/bin/", "/sbin/")
                    .and(under("/usr/src/").negate());

    private static final Predicate<FileEntry> OF_PROJECT = OF_PACKAGES.or(OF_SYSTEM).negate();

    private static final Predicate<FileEntry> TEXT = kind(Simple.TEXT).or(kind(Simple.NOTHING));

    private ProjectRules() {}

    static List<LeftoverRule> rules() {
        return List.of(
                new LeftoverRule(
                        VERSION_CONTROL,
                        "Git repository",
                        "List .git in .dockerignore.",
                        within("/.git/", "/.svn/", "/.hg/").or(kind(Simple.GIT_DATA))),
                new LeftoverRule(
                        TEST,
                        "tests",
                        COPY_LESS,
                        OF_PROJECT.and(entry -> TEST_FILE.matcher(entry.path()).find())),
                source("Go sources", ending(".go", "/go.mod", "/go.sum", "/go.work")),
                source(
                        "TypeScript sources",
                        ending(".ts", ".tsx", ".mts", ".cts", "/tsconfig.json", ".tsbuildinfo")
                                .and(ending(".d.ts").negate())),
                source("Rust sources", ending(".rs", "/Cargo.toml", "/Cargo.lock")),
                new LeftoverRule(
                        SOURCE,
                        "Rust build directory",
                        "Copy the finished program only, not the target directory.",
                        OF_PROJECT.and(
                                within(
                                        "/target/release/deps/",
                                        "/target/release/build/",
                                        "/target/release/.fingerprint/",
                                        "/target/release/incremental/",
                                        "/target/debug/"))),
                source(
                        "Java sources",
                        ending(".java", ".kt", "/pom.xml", ".gradle", ".gradle.kts")),
                source("C sources", ending(".c", ".h", ".cc", ".cpp", ".hpp", ".cxx")),
                new LeftoverRule(
                        PROJECT_FILE,
                        "project files",
                        IGNORE,
                        OF_PROJECT.and(
                                within("/.github/", "/.vscode/", "/.idea/", "/.devcontainer/")
                                        .or(
                                                named(
                                                        ".gitignore",
                                                        ".gitattributes",
                                                        ".dockerignore",
                                                        ".editorconfig",
                                                        ".env",
                                                        "Dockerfile",
                                                        "Containerfile",
                                                        "Makefile",
                                                        "docker-compose.yml",
                                                        "docker-compose.yaml",
                                                        "compose.yml",
                                                        "compose.yaml",
                                                        ".gitlab-ci.yml")))),
                new LeftoverRule(
                        DOCUMENTATION,
                        "manuals",
                        "Install with --no-install-recommends from a -slim base, which leaves"
                                + " manuals out.",
                        under(
                                        "/usr/share/doc/",
                                        "/usr/share/man/",
                                        "/usr/share/info/",
                                        "/usr/share/gtk-doc/",
                                        "/usr/share/help/",
                                        "/usr/local/share/man/",
                                        "/usr/local/share/doc/")
                                // licences have to be passed on with a package
                                .and(
                                        entry ->
                                                !entry.name()
                                                        .toLowerCase()
                                                        .matches("copyright|licen[cs]e.*"))));
    }

    private static LeftoverRule source(String name, Predicate<FileEntry> matches) {
        return new LeftoverRule(SOURCE, name, COPY_LESS, OF_PROJECT.and(TEXT).and(matches));
    }
}
