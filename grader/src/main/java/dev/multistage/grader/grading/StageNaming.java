package dev.multistage.grader.grading;

import dev.multistage.grader.context.FileTree;
import dev.multistage.grader.context.FilteredContext;
import dev.multistage.grader.context.IgnoreRules;
import dev.multistage.grader.context.TreeEntry;
import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.dockerfile.Stage;
import dev.multistage.grader.dockerfile.Token;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Gives a stage a name in the copy of a Dockerfile that is uploaded: engines build the stage that a
 * target names, and know none by its number.
 */
final class StageNaming {

    private StageNaming() {}

    /** Returns a name for the stage that no other stage has: its own, or the one that logs show. */
    static String name(Dockerfile dockerfile, Stage stage) {
        String name = stage.label();
        while (stage.name().isEmpty() && dockerfile.stage(name).isPresent()) {
            name += "-";
        }
        return name;
    }

    /** Returns the context with a Dockerfile in which the stage has this name. */
    static FilteredContext named(FilteredContext context, Stage stage, String name) {
        FileTree tree = FileTree.EMPTY;
        for (TreeEntry entry : context.included()) {
            tree = tree.with(entry);
            if (entry.path().equals(context.dockerfile())) {
                tree = tree.with(entry.path(), named(read(entry), stage, name));
            }
        }
        return FilteredContext.of(tree, IgnoreRules.none(), context.dockerfile());
    }

    /** Puts the name behind the last word of FROM, whose line may have been changed meanwhile. */
    private static String named(String text, Stage stage, String name) {
        List<Token> words = stage.from().tokens();
        int last = words.get(words.size() - 1).end().line() - 1;
        String[] lines = text.split("\n", -1);
        String line = lines[last];
        int end = line.length();
        while (end > 0 && " \t\r\\`".indexOf(line.charAt(end - 1)) >= 0) {
            end--;
        }
        lines[last] = line.substring(0, end) + " AS " + name + line.substring(end);
        return String.join("\n", lines);
    }

    private static String read(TreeEntry entry) {
        try (InputStream in = entry.content().open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
