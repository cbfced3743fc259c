package dev.multistage.grader.progress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;

/** The file with the summary of all attempts. */
final class SummaryFile {

    static final String NAME = "progress.json";

    /** A larger one is none of ours. */
    private static final long MAX_BYTES = 32_000_000;

    private final Path state;
    private final StateFiles files;

    /**
     * @param state the folder that it lies in
     */
    SummaryFile(Path state, StateFiles files) {
        this.state = state;
        this.files = files;
    }

    /** Returns what it says; a file that cannot be used says why. */
    ProgressJson read() {
        Path file = state.resolve(NAME);
        try {
            if (Files.size(file) > MAX_BYTES) {
                return ProgressJson.damaged("it is larger than 32 MB");
            }
            return ProgressJson.read(Files.readAllBytes(file));
        } catch (NoSuchFileException none) {
            return ProgressJson.NONE;
        } catch (IOException e) {
            // a folder, or no permission to read: put aside if that is possible
            return Files.exists(file)
                    ? ProgressJson.damaged("it cannot be read (" + DiskTrouble.words(e) + ")")
                    : ProgressJson.NONE;
        }
    }

    void write(byte[] content) throws IOException {
        files.replace(state.resolve(NAME), content);
    }

    /** Renames a file that cannot be used; returns its new name. */
    Path putAside() throws IOException {
        String name = NAME + ".damaged-" + LocalDate.now();
        Path aside = state.resolve(name);
        for (int i = 2; Files.exists(aside); i++) {
            aside = state.resolve(name + "-" + i);
        }
        files.move(state.resolve(NAME), aside);
        return aside;
    }
}
