package dev.multistage.grader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The map of the grader: which package may import which of ours, and which library. */
class ArchitectureTest {

    private static final Path SOURCES = Path.of("src/main/java/dev/multistage/grader");

    /**
     * In the order in which a request meets them; everything that is not named here is forbidden.
     */
    private static final Map<String, Set<String>> PACKAGES =
            Map.ofEntries(
                    Map.entry(
                            "cli",
                            Set.of(
                                    "exercise",
                                    "dockerfile",
                                    "context",
                                    "advice",
                                    "base",
                                    "docker",
                                    "check",
                                    "explain",
                                    "grading",
                                    "progress",
                                    "report",
                                    "author",
                                    "terminal",
                                    "watch",
                                    "resident",
                                    "site")),
                    Map.entry("watch", Set.of("docker", "exercise", "grading")),
                    Map.entry(
                            "terminal", Set.of("check", "exercise", "grading", "report", "watch")),
                    Map.entry("resident", Set.of()),
                    Map.entry("exercise", Set.of("check", "digest")),
                    Map.entry("digest", Set.of()),
                    Map.entry("dockerfile", Set.of()),
                    Map.entry("context", Set.of("digest", "dockerfile")),
                    Map.entry("advice", Set.of("dockerfile", "context", "image")),
                    Map.entry("base", Set.of("digest", "docker", "dockerfile", "context")),
                    Map.entry("docker", Set.of("container", "context", "dockerfile")),
                    Map.entry("image", Set.of("digest", "dockerfile")),
                    Map.entry("container", Set.of()),
                    Map.entry("check", Set.of("dockerfile", "context", "image", "container")),
                    Map.entry(
                            "grading",
                            Set.of(
                                    "digest",
                                    "exercise",
                                    "dockerfile",
                                    "context",
                                    "base",
                                    "docker",
                                    "image",
                                    "container",
                                    "check",
                                    "advice",
                                    "explain")),
                    Map.entry(
                            "explain", Set.of("digest", "dockerfile", "context", "image", "check")),
                    Map.entry("site", Set.of("exercise", "grading")),
                    Map.entry("picture", Set.of("check", "explain", "grading")),
                    Map.entry("progress", Set.of("check", "digest", "exercise")),
                    Map.entry(
                            "author",
                            Set.of(
                                    "digest",
                                    "exercise",
                                    "dockerfile",
                                    "docker",
                                    "container",
                                    "check",
                                    "grading")),
                    Map.entry(
                            "report",
                            Set.of(
                                    "advice",
                                    "check",
                                    "docker",
                                    "exercise",
                                    "explain",
                                    "grading",
                                    "picture",
                                    "progress")));

    /** Libraries by the start of their package names, and the packages that may use them. */
    private static final Map<String, Set<String>> LIBRARIES =
            Map.ofEntries(
                    Map.entry("picocli", Set.of("cli")),
                    Map.entry("org.jline", Set.of("terminal")),
                    Map.entry("org.jline.utils", Set.of("report", "terminal")),
                    Map.entry("org.testcontainers", Set.of("docker")),
                    Map.entry("com.github.dockerjava", Set.of("docker")),
                    Map.entry("org.bouncycastle", Set.of("container")),
                    Map.entry("org.apache.commons.compress", Set.of("image")),
                    Map.entry("com.github.luben", Set.of("image")),
                    Map.entry("com.fasterxml.jackson.annotation", Set.of("exercise", "check")),
                    Map.entry(
                            "com.fasterxml.jackson",
                            Set.of(
                                    "exercise",
                                    "report",
                                    "docker",
                                    "image",
                                    "base",
                                    "author",
                                    "progress")),
                    Map.entry("org.slf4j", Set.of()));

    private static final Pattern IMPORT =
            Pattern.compile("(?m)^import (?:static )?([a-z][a-zA-Z0-9_.]*)\\.");

    @Test
    void everyPackageImportsOnlyWhatTheMapAllows() throws IOException {
        List<String> violations = new ArrayList<>();
        Set<String> found = new TreeSet<>();
        imports()
                .forEach(
                        (file, names) -> {
                            String from = file.getParent().getFileName().toString();
                            found.add(from);
                            for (String name : names) {
                                judge(from, name)
                                        .forEach(
                                                v -> violations.add(file.getFileName() + ": " + v));
                            }
                        });
        assertEquals(List.of(), violations);
        assertTrue(PACKAGES.keySet().containsAll(found), "packages that the map lacks: " + found);
    }

    @Test
    void noPackageOrClassHasANameThatSaysNothing() throws IOException {
        Pattern empty =
                Pattern.compile(
                        "(?i).*/(util|utils|common|misc|helpers?)/.*|.*(Util|Utils|Helper|Manager|Impl)\\.java");
        List<String> found =
                imports().keySet().stream()
                        .map(Path::toString)
                        .filter(path -> empty.matcher(path).matches())
                        .toList();
        assertEquals(List.of(), found);
    }

    private static List<String> judge(String from, String imported) {
        List<String> violations = new ArrayList<>();
        String own = "dev.multistage.grader.";
        if (imported.startsWith(own)) {
            String to = imported.substring(own.length()).split("\\.")[0];
            if (!to.equals(from) && !PACKAGES.getOrDefault(from, Set.of()).contains(to)) {
                violations.add(from + " must not import " + to);
            }
        }
        String library =
                LIBRARIES.keySet().stream()
                        .filter(prefix -> (imported + ".").startsWith(prefix + "."))
                        .max((a, b) -> Integer.compare(a.length(), b.length()))
                        .orElse("");
        if (!library.isEmpty() && !LIBRARIES.get(library).contains(from)) {
            violations.add(from + " must not use " + library);
        }
        return violations;
    }

    private static Map<Path, Set<String>> imports() throws IOException {
        Map<Path, Set<String>> imports = new TreeMap<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                Set<String> names = new TreeSet<>();
                Matcher line = IMPORT.matcher(Files.readString(file));
                while (line.find()) {
                    names.add(line.group(1));
                }
                imports.put(file, names);
            }
        }
        return imports;
    }
}
