package dev.multistage.grader.resident;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The resident of a workspace as others see it.
 *
 * @param folder the folder through which launchers reach it
 */
public record Residence(Path folder) {

    private static final long PATIENCE_SECONDS = 5;

    /**
     * Returns the residence of a workspace, which may be empty.
     *
     * @param state the folder where the workspace keeps its state
     */
    public static Residence in(Path state) {
        return new Residence(state.resolve("resident"));
    }

    /** Returns the process id of who stays there. */
    public Optional<Long> resident() {
        return process().map(ProcessHandle::pid);
    }

    /** Only a process that was started for this folder: numbers of processes are used again. */
    private Optional<ProcessHandle> process() {
        try {
            String pid = Files.readString(folder.resolve("pid"), StandardCharsets.US_ASCII).strip();
            return ProcessHandle.of(Long.parseLong(pid))
                    .filter(process -> process.info().commandLine().orElse("").contains(mark()));
        } catch (IOException | NumberFormatException nobody) {
            return Optional.empty();
        }
    }

    private String mark() {
        return "workbench.resident=" + folder;
    }

    /**
     * Ends the resident, unless it grades just now.
     *
     * @return whether it was there and has ended
     */
    public boolean end() throws InterruptedException {
        Optional<ProcessHandle> process = process();
        if (process.isEmpty() || !taken()) {
            return false;
        }
        process.get().destroy();
        try {
            process.get().onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException stuck) {
            return false;
        }
    }

    /** Takes the resident as a launcher would, so that no launcher can. */
    private boolean taken() {
        try {
            Files.move(folder.resolve(Door.FREE), folder.resolve(Door.TAKEN));
            return true;
        } catch (IOException busy) {
            return false;
        }
    }
}
