package dev.multistage.grader.context;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/** Makes .dockerignore files and trees of paths for them; the same seed gives the same ones. */
final class IgnoreGenerator {

    private static final List<String> NAMES =
            List.of("a", "b", "ab", "src", "x.go", ".git", "a.b", "é", "keep", "a-b", "[x]", "A1");

    private static final List<String> PIECES =
            List.of(
                    "a",
                    "b",
                    "x",
                    "src",
                    "*",
                    "**",
                    "**/",
                    "/**",
                    "/",
                    "/*",
                    "?",
                    ".go",
                    ".",
                    "..",
                    "[ab]",
                    "[a-z]",
                    "[^a]",
                    "[!a]",
                    "[",
                    "]",
                    "\\",
                    "\\*",
                    "\\[",
                    "keep",
                    "é",
                    " ",
                    "#",
                    "!",
                    "^",
                    "$",
                    "(",
                    ")",
                    "|",
                    "+",
                    "{",
                    "}",
                    "-",
                    "[*]",
                    "[[:alpha:]]",
                    "\\d",
                    "\\w",
                    "\\Q",
                    "\\E",
                    "A1",
                    "./",
                    "//",
                    "\t",
                    "\u00a0",
                    "\uFEFF",
                    "😀");

    private final Random random;

    IgnoreGenerator(long seed) {
        this.random = new Random(seed);
    }

    /** Returns a file of a few patterns, most of them sensible. */
    String rules() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i >= 0; i--) {
            text.append(random.nextInt(3) == 0 ? "!" : "");
            text.append(random.nextInt(3) == 0 ? pieces() : path());
            text.append(random.nextInt(20) == 0 ? "\r\n" : "\n");
        }
        return text.toString();
    }

    private String pieces() {
        StringBuilder pattern = new StringBuilder();
        for (int i = random.nextInt(5); i >= 0; i--) {
            pattern.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return pattern.toString();
    }

    private String path() {
        List<String> parts = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            parts.add(
                    switch (random.nextInt(8)) {
                        case 0 -> "*";
                        case 1 -> "**";
                        case 2 -> "*.go";
                        default -> NAMES.get(random.nextInt(NAMES.size()));
                    });
        }
        return String.join("/", parts);
    }

    /**
     * Returns paths in the order in which a directory is walked; directories end in a slash. Some
     * are made to fit the patterns of the file.
     */
    List<String> paths(String file) {
        TreeMap<List<String>, String> paths = new TreeMap<>(IgnoreGenerator::compare);
        for (int i = 0; i < 12; i++) {
            add(paths, randomPath());
        }
        for (String line : file.split("\n")) {
            String literal =
                    line.trim().replaceAll("^!?/*", "").replaceAll("[*?\\\\\\]\\[\0]", "a");
            if (literal.matches("[^/\0]{1,40}(/[^/\0]{1,40}){0,3}")) {
                add(paths, literal + (random.nextBoolean() ? "/keep" : ""));
            }
        }
        return List.copyOf(paths.values());
    }

    private String randomPath() {
        StringBuilder path = new StringBuilder(NAMES.get(random.nextInt(NAMES.size())));
        for (int i = random.nextInt(3); i > 0; i--) {
            path.append('/').append(NAMES.get(random.nextInt(NAMES.size())));
        }
        return path.toString();
    }

    private static void add(TreeMap<List<String>, String> paths, String path) {
        List<String> parts = Arrays.asList(path.split("/"));
        if (parts.stream()
                .anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."))) {
            return;
        }
        for (int i = 1; i < parts.size(); i++) {
            List<String> directory = parts.subList(0, i);
            paths.put(directory, String.join("/", directory) + "/");
        }
        paths.putIfAbsent(parts, path);
    }

    private static int compare(List<String> a, List<String> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int order = a.get(i).compareTo(b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return a.size() - b.size();
    }
}
