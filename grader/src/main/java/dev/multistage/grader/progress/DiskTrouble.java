package dev.multistage.grader.progress;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** Why something could not be read or written. */
public final class DiskTrouble {

    private DiskTrouble() {}

    /** Returns the reason as a phrase with the file in it, as far as known. */
    public static String words(IOException e) {
        if (e instanceof AccessDeniedException denied) {
            return "permission denied for " + denied.getFile();
        }
        if (e instanceof FileAlreadyExistsException file) {
            return file.getFile() + " is no folder";
        }
        if (e instanceof NoSuchFileException missing) {
            return "there is no " + missing.getFile();
        }
        if (e instanceof FileSystemException fault && fault.getReason() != null) {
            return Optional.ofNullable(fault.getFile()).orElse("the disk")
                    + ": "
                    + fault.getReason();
        }
        return String.valueOf(e.getMessage());
    }
}
