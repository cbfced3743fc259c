package dev.multistage.site;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The map of the site: which package may import which of ours, and which library. */
class ArchitectureTest {

    private static final Path SOURCES = Path.of("src/main/java/dev/multistage/site");

    /** In the order in which a build meets them; the generator itself may use all of them. */
    private static final Map<String, Set<String>> PACKAGES =
            Map.of(
                    "source", Set.of(),
                    "html", Set.of(),
                    "highlight", Set.of("html"),
                    "markdown", Set.of("source", "html", "highlight"),
                    "page", Set.of("source", "html", "highlight", "markdown"),
                    "search", Set.of("page", "markdown"),
                    "serve", Set.of("source", "html", "markdown", "page"));

    private static final Map<String, Set<String>> LIBRARIES =
            Map.of(
                    "org.commonmark", Set.of("markdown"),
                    "com.fasterxml.jackson", Set.of("page", "search", "serve"),
                    "dev.multistage.grader", Set.of("source", "page", "serve"),
                    "com.sun.net.httpserver", Set.of("serve"));

    private static final Pattern IMPORT =
            Pattern.compile("(?m)^import (?:static )?([a-z][a-zA-Z0-9_.]*)\\.");

    @Test
    void everyPackageImportsOnlyWhatTheMapAllows() throws IOException {
        List<String> violations = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
                String from = SOURCES.relativize(file).getName(0).toString();
                if (from.endsWith(".java")) {
                    continue;
                }
                if (!PACKAGES.containsKey(from)) {
                    violations.add("the map lacks the package " + from);
                    continue;
                }
                Matcher line = IMPORT.matcher(Files.readString(file));
                while (line.find()) {
                    judge(from, line.group(1)).forEach(v -> violations.add(file + ": " + v));
                }
            }
        }
        assertEquals(List.of(), violations);
    }

    private static List<String> judge(String from, String imported) {
        List<String> violations = new ArrayList<>();
        String own = "dev.multistage.site.";
        if (imported.startsWith(own)) {
            String to = imported.substring(own.length()).split("\\.")[0];
            if (!to.equals(from) && !PACKAGES.get(from).contains(to)) {
                violations.add(from + " must not import " + to);
            }
        }
        LIBRARIES.forEach(
                (library, users) -> {
                    if (imported.startsWith(library) && !users.contains(from)) {
                        violations.add(from + " must not use " + library);
                    }
                });
        return violations;
    }
}
