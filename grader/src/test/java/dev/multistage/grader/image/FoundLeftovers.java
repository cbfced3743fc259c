package dev.multistage.grader.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.multistage.grader.dockerfile.Dockerfile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Small images for tests of what is left over in them, and what was found there. */
final class FoundLeftovers {

    private FoundLeftovers() {}

    /** Something of 70,000 bytes that begins so: kinds of less than 64 KiB do not count. */
    static byte[] big(String start) {
        return (start + " ".repeat(70_000 - start.length())).getBytes(StandardCharsets.UTF_8);
    }

    static byte[] program() {
        return ElfBuilder.program("/lib/ld.so", "libc.so");
    }

    static Leftovers leftovers(TarBuilder layer) {
        Image image = ArchiveBuilder.image(layer);
        return Leftovers.of(
                Accounting.of(image),
                origins(image, "FROM scratch\nRUN x\n"),
                DevDependencies.NONE);
    }

    /** One layer for each instruction after FROM, the first of them the base if there are more. */
    static Origins origins(Image image, String text) {
        Dockerfile dockerfile = Dockerfile.parse(text);
        List<HistoryEntry> history = new ArrayList<>();
        if (image.layers().size() > 1) {
            history.add(new HistoryEntry("base", false, "", ""));
        }
        dockerfile
                .finalStage()
                .instructions()
                .forEach(i -> history.add(new HistoryEntry(i.joined(), false, "", "")));
        return Origins.of(
                new Image(image.id(), image.config().withHistory(history), image.layers()),
                dockerfile,
                dockerfile.finalStage());
    }

    static void assertFound(
            Leftovers leftovers, LeftoverCategory category, String name, String... paths) {
        Leftover found = only(leftovers, category, name);
        assertEquals(
                List.of(paths),
                found.files().stream().map(file -> file.entry().path()).sorted().toList());
        assertTrue(found.firstMove().endsWith("."), found.firstMove());
    }

    static Leftover only(Leftovers leftovers, LeftoverCategory category, String name) {
        List<Leftover> found =
                leftovers.all().stream()
                        .filter(leftover -> leftover.category() == category)
                        .filter(leftover -> leftover.name().equals(name))
                        .toList();
        assertEquals(1, found.size(), category + " " + name + " in " + leftovers.all());
        return found.get(0);
    }
}
