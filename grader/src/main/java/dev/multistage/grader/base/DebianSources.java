package dev.multistage.grader.base;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The mirrors of Debian's archive that a Debian machine uses, from its apt sources: one-line
 * entries and deb822 paragraphs (sources.list(5)).
 *
 * @param main the mirror of the archive, empty if none was found
 * @param security the mirror of the security archive, empty if none was found
 */
record DebianSources(String main, String security) {

    private record Source(String uri, String suite) {}

    /** Reads {@code etc/apt} below a root directory. */
    static DebianSources read(Path root) {
        Path apt = root.resolve("etc/apt");
        List<Source> sources = new ArrayList<>();
        lines(apt.resolve("sources.list")).forEach(line -> oneLine(line).forEach(sources::add));
        for (Path file : files(apt.resolve("sources.list.d"))) {
            if (file.toString().endsWith(".list")) {
                lines(file).forEach(line -> oneLine(line).forEach(sources::add));
            } else if (file.toString().endsWith(".sources")) {
                sources.addAll(paragraphs(lines(file)));
            }
        }
        return new DebianSources(first(sources, false), first(sources, true));
    }

    /** Returns entries for a suite, its updates and its security updates. */
    List<String> entries(String suite) {
        List<String> entries = new ArrayList<>();
        if (!main.isEmpty()) {
            entries.add("deb " + main + " " + suite + " main");
            entries.add("deb " + main + " " + suite + "-updates main");
            if (!security.isEmpty()) {
                entries.add("deb " + security + " " + suite + "-security main");
            }
        }
        return entries;
    }

    private static String first(List<Source> sources, boolean security) {
        return sources.stream()
                .filter(source -> source.suite().contains("security") == security)
                .filter(source -> source.suite().matches("[a-z]+(-security|/updates)?"))
                // a machine has other archives too; Debian's mirrors are called after it
                .filter(source -> source.uri().matches("https?://.*/debian[^/]*/?"))
                .map(Source::uri)
                .findFirst()
                .orElse("");
    }

    private static Stream<Source> oneLine(String line) {
        String[] words = line.strip().replaceAll("\\[[^]]*]", "").split("\\s+");
        return words.length >= 4 && words[0].equals("deb") && List.of(words).contains("main")
                ? Stream.of(new Source(words[1], words[2]))
                : Stream.empty();
    }

    private static List<Source> paragraphs(List<String> lines) {
        List<Source> sources = new ArrayList<>();
        Map<String, String> fields = new LinkedHashMap<>();
        for (String line : Stream.concat(lines.stream(), Stream.of("")).toList()) {
            int colon = line.indexOf(':');
            if (line.isBlank()) {
                sources.addAll(paragraph(fields));
                fields.clear();
            } else if (!line.startsWith("#") && colon > 0 && !line.startsWith(" ")) {
                fields.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return sources;
    }

    private static List<Source> paragraph(Map<String, String> fields) {
        boolean usable =
                words(fields, "types").contains("deb")
                        && words(fields, "components").contains("main")
                        && !fields.getOrDefault("enabled", "yes").equals("no");
        List<Source> sources = new ArrayList<>();
        if (usable) {
            for (String uri : words(fields, "uris")) {
                words(fields, "suites").forEach(suite -> sources.add(new Source(uri, suite)));
            }
        }
        return sources;
    }

    private static List<String> words(Map<String, String> fields, String name) {
        return List.of(fields.getOrDefault(name, "").split("\\s+"));
    }

    private static List<Path> files(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
