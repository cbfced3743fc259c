package dev.multistage.grader.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.multistage.grader.oracle.GoOracle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Holds the rules of .dockerignore against moby/patternmatcher and the walk of BuildKit's client.
 */
class IgnoreOracleIT {

    private static final int GENERATED = 20_000;
    private static final int DIFFERENCES_SHOWN = 5;

    /** Stands in no tree of a case. */
    private static final String DOCKERFILE = "the file that is built";

    @Test
    void leavesOutWhatBuildKitLeavesOut() throws IOException {
        IgnoreGenerator generator = new IgnoreGenerator(20261124);
        List<String> files = new ArrayList<>(collected());
        int collected = files.size();
        for (int i = 0; i < GENERATED; i++) {
            files.add(generator.rules());
        }
        List<List<String>> trees = new ArrayList<>();
        List<Map<String, Object>> cases = new ArrayList<>();
        for (String file : files) {
            List<String> paths = generator.paths(file);
            trees.add(paths);
            cases.add(Map.of("kind", "ignore", "text", file, "paths", paths));
        }
        List<JsonNode> answers = GoOracle.ask(cases);

        int refused = 0;
        int excluded = 0;
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            Answer expected = Answer.of(answers.get(i), trees.get(i));
            Answer found = Answer.of(files.get(i), trees.get(i));
            refused += expected.refused() ? 1 : 0;
            excluded += trees.get(i).size() - expected.included().size();
            if (!expected.equals(found)) {
                differences.add(
                        cases.get(i)
                                + "\n  moby: "
                                + expected
                                + " "
                                + answers.get(i).path("error").asText()
                                + "\n  here: "
                                + found);
            }
        }
        System.out.printf(
                "ignore files held against moby: %d, collected %d, refused by both %d, paths left"
                        + " out %d, different %d%n",
                files.size(), collected, refused, excluded, differences.size());
        assertEquals(
                "",
                String.join(
                        "\n",
                        differences.subList(0, Math.min(DIFFERENCES_SHOWN, differences.size()))),
                differences.size() + " differences");
        assertTrue(excluded > files.size(), "patterns that match something");
    }

    /** What both say: refused or not, what is sent, and what the patterns alone match. */
    private record Answer(boolean refused, TreeSet<String> included, Map<String, Boolean> matches) {

        static Answer of(JsonNode answer, List<String> paths) {
            TreeSet<String> included = new TreeSet<>();
            answer.path("included").forEach(path -> included.add(path.asText()));
            Map<String, Boolean> matches = new LinkedHashMap<>();
            boolean refused = !answer.path("error").asText().isEmpty();
            for (int i = 0; i < paths.size() && !refused; i++) {
                matches.put(plain(paths.get(i)), answer.path("matches").get(i).asBoolean());
            }
            return new Answer(refused, included, matches);
        }

        static Answer of(String file, List<String> paths) {
            IgnoreRules rules;
            try {
                rules = IgnoreRules.parse(file);
            } catch (IgnoreSyntaxException e) {
                return new Answer(true, new TreeSet<>(), Map.of());
            }
            FileTree tree = FileTree.EMPTY.with(DOCKERFILE, "");
            Map<String, Boolean> matches = new LinkedHashMap<>();
            for (String path : paths) {
                tree =
                        tree.with(
                                path.endsWith("/")
                                        ? TreeEntry.directory(plain(path), 0755)
                                        : TreeEntry.file(path, new byte[0], 0644));
                matches.put(plain(path), rules.matches(plain(path)));
            }
            FilteredContext context = FilteredContext.of(tree, rules, DOCKERFILE);
            TreeSet<String> included = new TreeSet<>();
            context.included().forEach(entry -> included.add(entry.path()));
            included.remove(DOCKERFILE);
            return new Answer(false, included, matches);
        }

        private static String plain(String path) {
            return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        }
    }

    private static List<String> collected() throws IOException {
        List<String> texts = new ArrayList<>();
        for (Path file : GoOracle.filesOfModules("", ".dockerignore")) {
            texts.add(Files.readString(file, StandardCharsets.UTF_8));
        }
        texts.addAll(
                Arrays.asList(
                        "",
                        "\uFEFFa\n",
                        "!",
                        "! ",
                        "!/",
                        "#a\n #b\n",
                        "a\n!a/b\na/b/c\n",
                        "*\n!src\n!*.md\n",
                        "**\n!**/keep\n",
                        "x/y\n!x\n",
                        "a/b\n!a\na\n",
                        "a\r\n!b\r\n",
                        "/\n",
                        ".\n",
                        "..\n",
                        "./\n!./a\n",
                        "/a/../b//c/\n",
                        "**/",
                        "a**",
                        "**a**",
                        "a/**/",
                        "a/**/b/**\n!a/x/b/keep",
                        "[",
                        "[]a]",
                        "[^]a]",
                        "[a-]",
                        "[z-a]",
                        "[[:alpha:]]",
                        "[[:^digit:]x]",
                        "[[:nope:]]",
                        "[\\d]",
                        "\\d",
                        "\\Q*\\E*",
                        "\\Qa*b",
                        "\\pL",
                        "\\PN*",
                        "\\x41",
                        "\\x4",
                        "\\101",
                        "\\1",
                        "\\bfoo\\B",
                        "a\\",
                        "a*\\",
                        "[*]",
                        "[?]x",
                        "[**]",
                        "a*[",
                        "^a$",
                        "^a*",
                        "(a|b)+*",
                        "*.{js,ts}",
                        "*.go{2}",
                        "x*|b",
                        "*{2}",
                        "|{2}*",
                        "a{1001}*",
                        "a{3,2}*",
                        "**/{2}",
                        "a\\Q\\E*b",
                        "é*",
                        "日?",
                        "😀[😀-😂]",
                        "a" + "*".repeat(50) + "b"));
        return texts;
    }
}
