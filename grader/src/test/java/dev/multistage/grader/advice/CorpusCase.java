package dev.multistage.grader.advice;

import dev.multistage.grader.context.FileTree;
import dev.multistage.grader.context.FilteredContext;
import dev.multistage.grader.context.TreeEntry;
import dev.multistage.grader.dockerfile.Dockerfile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A labelled Dockerfile with its context, in one text file: what it is about, what is to be found
 * ({@code expect: T07@5 T12@.dockerignore:2}), and behind lines {@code -- path --} the files.
 * {@code sized: path bytes} adds a file of that size, {@code lines: crlf} ends lines as Windows
 * does, {@code context: none} hides the context.
 */
record CorpusCase(
        String name,
        TreeSet<String> expected,
        Map<String, String> files,
        Map<String, String> head) {

    private static final Path FOLDER = Path.of("src/test/corpus");

    static List<CorpusCase> all() {
        try (Stream<Path> paths = Files.walk(FOLDER)) {
            return paths.filter(path -> path.toString().endsWith(".txt"))
                    .sorted()
                    .map(CorpusCase::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CorpusCase read(Path path) {
        Map<String, String> head = new LinkedHashMap<>();
        Map<String, StringBuilder> files = new LinkedHashMap<>();
        StringBuilder current = null;
        try {
            for (String line : Files.readAllLines(path)) {
                if (line.startsWith("-- ") && line.endsWith(" --")) {
                    current = new StringBuilder();
                    files.put(line.substring(3, line.length() - 3), current);
                } else if (current != null) {
                    current.append(line).append('\n');
                } else if (line.contains(": ") && !line.startsWith("#")) {
                    String key = line.substring(0, line.indexOf(": "));
                    head.merge(key, line.substring(line.indexOf(": ") + 2), (a, b) -> a + "\n" + b);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> texts = new LinkedHashMap<>();
        boolean windows = "crlf".equals(head.get("lines"));
        files.forEach(
                (name, text) ->
                        texts.put(
                                name,
                                windows ? text.toString().replace("\n", "\r\n") : text.toString()));
        TreeSet<String> expected = new TreeSet<>();
        String labels = head.getOrDefault("expect", "");
        if (!labels.isBlank() && !labels.equals("nothing")) {
            expected.addAll(Arrays.asList(labels.strip().split("\\s+")));
        }
        String name = FOLDER.relativize(path).toString().replace('\\', '/');
        return new CorpusCase(name.replaceFirst("\\.txt$", ""), expected, texts, head);
    }

    Dockerfile dockerfile() {
        return Dockerfile.parse(files.get("Dockerfile"));
    }

    Optional<FilteredContext> context() {
        if ("none".equals(head.get("context"))) {
            return Optional.empty();
        }
        FileTree tree = tree();
        return Optional.of(FilteredContext.of(tree, "Dockerfile"));
    }

    FileTree tree() {
        FileTree tree = FileTree.EMPTY;
        for (Map.Entry<String, String> file : files.entrySet()) {
            tree = tree.with(file.getKey(), file.getValue());
        }
        for (String sized : head.getOrDefault("sized", "").split("\n")) {
            if (!sized.isBlank()) {
                String[] words = sized.strip().split(" ");
                int bytes = Integer.parseInt(words[1]);
                tree =
                        tree.with(
                                TreeEntry.file(
                                        words[0],
                                        bytes,
                                        0644,
                                        () -> new ByteArrayInputStream(new byte[bytes])));
            }
        }
        return tree;
    }

    List<Advice> advice() {
        return Advisor.advise(dockerfile(), "Dockerfile", context());
    }

    /** Returns what was found, in the form of labels. */
    TreeSet<String> found() {
        TreeSet<String> found = new TreeSet<>();
        advice().forEach(advice -> found.add(label(advice)));
        return found;
    }

    static String label(Advice advice) {
        String file = advice.file().equals("Dockerfile") ? "" : advice.file() + ":";
        return advice.reference() + "@" + file + advice.line();
    }

    @Override
    public String toString() {
        return name;
    }
}
