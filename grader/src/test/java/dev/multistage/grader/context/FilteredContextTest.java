package dev.multistage.grader.context;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilteredContextTest {

    private static final FileTree TREE =
            FileTree.EMPTY
                    .with("Dockerfile", "FROM scratch\n")
                    .with(".dockerignore", "*.md\nnode_modules\n!node_modules/keep\nnothing\n")
                    .with("README.md", "read")
                    .with("src/main.go", "package main")
                    .with("node_modules/keep/a", "1")
                    .with("node_modules/drop/b", "22");

    @Test
    void sendsTheDockerfileFirstAndWhatIsNotIgnored() throws IOException {
        FilteredContext context = FilteredContext.of(TREE, "Dockerfile");

        assertEquals(
                List.of(
                        "Dockerfile",
                        ".dockerignore",
                        "node_modules/",
                        "node_modules/keep/",
                        "node_modules/keep/a",
                        "src/",
                        "src/main.go"),
                names(context));
        assertEquals(
                List.of("README.md", "node_modules/drop", "node_modules/drop/b"),
                context.excluded().stream().map(left -> left.entry().path()).toList());
        assertEquals(2, context.excluded().get(1).rule().orElseThrow().line());
        assertEquals(6, context.ignoredBytes());
        assertEquals(
                List.of("nothing"),
                context.unusedRules().stream().map(IgnoreRules.Rule::text).toList());
    }

    @Test
    void theFirstHeaderIsPlainUstarEvenWhenLaterNamesAreLong() throws IOException {
        String longName = "a/".repeat(80) + "é".repeat(120);
        FilteredContext context =
                FilteredContext.of(
                        TREE.with(longName, "x".repeat(1000))
                                .with(TreeEntry.symlink("link", "t".repeat(150))),
                        "Dockerfile");

        byte[] first = context.tar().readNBytes(512);
        assertEquals("Dockerfile", new String(first, 0, 10, StandardCharsets.UTF_8));
        assertEquals('0', first[156]);
        assertEquals("ustar", new String(first, 257, 5, StandardCharsets.UTF_8));
        List<TarArchiveEntry> entries = entries(context);
        TarArchiveEntry last =
                entries.stream()
                        .filter(entry -> entry.getName().equals(longName))
                        .findFirst()
                        .orElseThrow();
        assertEquals(1000, last.getSize());
        assertTrue(
                entries.stream()
                        .anyMatch(
                                entry ->
                                        entry.isSymbolicLink()
                                                && entry.getLinkName().equals("t".repeat(150))));
    }

    @Test
    void equalFilesGiveEqualArchives() throws IOException {
        FileTree same =
                FileTree.EMPTY
                        .with("node_modules/drop/b", "33")
                        .with("node_modules/keep/a", "1")
                        .with("src/main.go", "package main")
                        .with("README.md", "another")
                        .with(".dockerignore", TREE.read(".dockerignore", 100))
                        .with("Dockerfile", "FROM scratch\n");

        FilteredContext context = FilteredContext.of(TREE, "Dockerfile");
        assertArrayEquals(
                context.tar().readAllBytes(),
                FilteredContext.of(same, "Dockerfile").tar().readAllBytes());
        assertEquals(context.digest(), FilteredContext.of(same, "Dockerfile").digest());
        assertNotEquals(
                context.digest(),
                FilteredContext.of(same.with("src/main.go", "package Main"), "Dockerfile")
                        .digest());
    }

    @Test
    void ownIgnoreFileOfADockerfileTakesPrecedence() {
        FileTree tree =
                TREE.with("build/Dockerfile", "FROM scratch")
                        .with("build/Dockerfile.dockerignore", "**\n!build");

        FilteredContext context = FilteredContext.of(tree, "build/Dockerfile");
        assertEquals(Optional.of("build/Dockerfile.dockerignore"), context.ignoreFile());
        assertTrue(context.excluded().stream().anyMatch(e -> e.entry().path().equals("src")));
    }

    @Test
    void ignoredDockerfileIsSentAllTheSame() throws IOException {
        FilteredContext context =
                FilteredContext.of(TREE.with(".dockerignore", "*\n!src\n"), "Dockerfile");

        assertEquals(List.of("Dockerfile", ".dockerignore", "src/", "src/main.go"), names(context));
        assertEquals(
                List.of(".dockerignore", "Dockerfile"),
                context.sentThoughIgnored().stream().map(TreeEntry::path).toList());
    }

    @Test
    void keepsModesAndLinksOfADirectory(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("Dockerfile"), "FROM scratch");
        Path script = Files.writeString(directory.resolve("run.sh"), "#!/bin/sh");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-x---"));
        Files.createSymbolicLink(directory.resolve("outside"), Path.of("../outside"));

        List<TarArchiveEntry> entries =
                entries(FilteredContext.of(FileTree.of(directory), "Dockerfile"));
        assertEquals(0750, entries.get(2).getMode() & 07777);
        assertEquals("../outside", entries.get(1).getLinkName());
        assertEquals(0, entries.get(1).getSize());
    }

    @Test
    void aFileThatShrinksWhileSentIsNamed() {
        FileTree tree =
                TREE.with(
                        TreeEntry.file(
                                "src/big",
                                100,
                                0644,
                                () -> new ByteArrayInputStream(new byte[99])));

        IOException error =
                assertThrows(
                        IOException.class,
                        () -> FilteredContext.of(tree, "Dockerfile").tar().readAllBytes());
        assertTrue(error.getMessage().startsWith("src/big changed its size"));
    }

    @Test
    void unreadableFilesAreAFaultOnlyWhenTheyAreNeeded() {
        FileTree tree = TREE.with(TreeEntry.unreadable("secret.md"));
        assertEquals(3 + 1, FilteredContext.of(tree, "Dockerfile").excluded().size());

        ContextException error =
                assertThrows(
                        ContextException.class,
                        () -> FilteredContext.of(tree.with(".dockerignore", ""), "Dockerfile"));
        assertEquals("secret.md", error.path());
    }

    @Test
    void nothingGetsOutOfTheTree() {
        for (String path : List.of("../x", "/etc/x", "a/../../x", "", ".", "a\0b")) {
            assertThrows(IllegalArgumentException.class, () -> TREE.with(path, "x"), path);
        }
        assertThrows(ContextException.class, () -> FilteredContext.of(TREE, "Dockerfile.dev"));
    }

    @Test
    void aFileInTheWayOfADirectoryGivesWay() {
        FileTree tree = TREE.with("README.md/inside", "x").with("src", "now a file");

        assertEquals(TreeEntry.Kind.DIRECTORY, tree.entry("README.md").orElseThrow().kind());
        assertEquals(Optional.empty(), tree.entry("src/main.go"));
        assertEquals(Optional.empty(), tree.without("node_modules").entry("node_modules/keep/a"));
    }

    private static List<String> names(BuildContext context) throws IOException {
        return entries(context).stream().map(TarArchiveEntry::getName).toList();
    }

    private static List<TarArchiveEntry> entries(BuildContext context) throws IOException {
        List<TarArchiveEntry> entries = new ArrayList<>();
        try (InputStream tar = context.tar();
                TarArchiveInputStream reader = new TarArchiveInputStream(tar, "UTF-8")) {
            for (TarArchiveEntry entry = reader.getNextEntry();
                    entry != null;
                    entry = reader.getNextEntry()) {
                entries.add(entry);
            }
        }
        return entries;
    }
}
