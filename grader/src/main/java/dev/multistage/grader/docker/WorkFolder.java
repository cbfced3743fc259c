package dev.multistage.grader.docker;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;

/**
 * A temporary folder for the files that are handed to a program. It carries this process's name, so
 * that the next one finds what a killed one left. Only this user can look into it.
 */
final class WorkFolder implements AutoCloseable {

    private static final String PREFIX = "grade-";

    private final Path path;

    private WorkFolder(Path path) {
        this.path = path;
    }

    /** Makes a folder, and removes those of processes that are gone. */
    static WorkFolder make() {
        Path all = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            String name = PREFIX + Owner.thisProcess().text() + "-";
            Path made = Files.createTempDirectory(all, name);
            sweep(all, Files.getOwner(made));
            return new WorkFolder(made);
        } catch (IOException full) {
            throw new EngineException(
                    "No temporary folder can be made in " + all + ": " + full.getMessage(),
                    "Make room there, or name another place with -Djava.io.tmpdir.",
                    full);
        }
    }

    /**
     * Removes folders of processes that are gone. Anybody may write into the place where they lie:
     * a link with such a name leads somewhere else, and another user's folder is that user's.
     */
    private static void sweep(Path all, UserPrincipal user) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(all, PREFIX + "*-*-*-*")) {
            for (Path folder : folders) {
                String name = folder.getFileName().toString().substring(PREFIX.length());
                Optional<Owner> owner = Owner.parse(name);
                if (owner.filter(Owner::gone).isPresent() && isFolderOf(user, folder)) {
                    new WorkFolder(folder).close();
                }
            }
        }
    }

    static boolean isFolderOf(UserPrincipal user, Path path) {
        try {
            return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                    && Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).equals(user);
        } catch (IOException goneMeanwhile) {
            return false;
        }
    }

    Path path() {
        return path;
    }

    /** Writes a file. */
    Path write(String file, String text) {
        try {
            return Files.writeString(path.resolve(file), text);
        } catch (IOException full) {
            throw new EngineException(
                    "The file " + file + " cannot be written: " + full.getMessage(),
                    "Make room in " + path.getParent() + ".",
                    full);
        }
    }

    /** Removes the folder and the files in it. */
    @Override
    public void close() {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(path);
        } catch (IOException kept) {
            // the next one finds it
        }
    }
}
