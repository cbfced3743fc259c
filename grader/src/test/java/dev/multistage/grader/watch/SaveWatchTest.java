package dev.multistage.grader.watch;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With the system's events and without them: a person must not notice which. */
class SaveWatchTest {

    @TempDir private Path folder;
    private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();

    private SaveWatch watch(boolean withEvents) throws IOException {
        Files.createDirectories(folder.resolve("app"));
        Files.writeString(file(), "FROM a\n");
        return new SaveWatch(List.of(file()), withEvents, () -> heard.add("touched"));
    }

    private Path file() {
        return folder.resolve("app/Dockerfile");
    }

    private void hears() throws InterruptedException {
        assertNotNull(heard.poll(20, TimeUnit.SECONDS), "nothing was heard");
        // one save may be told in several events
        while (heard.poll(400, TimeUnit.MILLISECONDS) != null) {
            continue;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void hearsOfAWriteInPlace(boolean withEvents) throws Exception {
        try (SaveWatch saves = watch(withEvents)) {
            Files.writeString(file(), "FROM b, longer\n");
            hears();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void hearsOfAWriteThroughRename(boolean withEvents) throws Exception {
        try (SaveWatch saves = watch(withEvents)) {
            Path draft = Files.writeString(folder.resolve("app/.Dockerfile.swp"), "FROM b\n");
            Files.move(draft, file(), StandardCopyOption.REPLACE_EXISTING);
            hears();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void hearsOfAFolderThatGoesAndComesBack(boolean withEvents) throws Exception {
        try (SaveWatch saves = watch(withEvents)) {
            Path moved = folder.resolve("moved");
            Files.move(folder.resolve("app"), moved);
            hears();
            Files.createDirectory(folder.resolve("app"));
            Files.writeString(file(), "FROM c\n");
            hears();
            Files.writeString(file(), "FROM d\n");
            hears();
        }
    }

    @Test
    void hearsNothingOfOtherFiles() throws Exception {
        try (SaveWatch saves = watch(true)) {
            Files.writeString(folder.resolve("app/.Dockerfile.swp"), "draft");
            Files.writeString(folder.resolve("app/4913"), "");
            Files.writeString(folder.resolve("app/main.go"), "package main");
            Files.writeString(folder.resolve("app/Dockerfile~"), "FROM a\n");
            assertNull(heard.poll(1500, TimeUnit.MILLISECONDS));
        }
    }
}
