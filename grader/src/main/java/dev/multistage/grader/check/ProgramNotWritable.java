package dev.multistage.grader.check;

import dev.multistage.grader.image.FileEntry;
import dev.multistage.grader.image.FileType;
import dev.multistage.grader.image.Layer;
import dev.multistage.grader.image.LiveFile;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Demands that the user who runs the program cannot change it: not the file that the container
 * starts, and nothing else that the Dockerfile put into the image outside of the paths that the app
 * may write to, nor the folders of these files. Owner and mode are those of the layers. Where the
 * user is root, who may write everywhere anyhow, it is judged what everybody may write.
 */
@Describes(
        name = "program-not-writable",
        reference = "T12",
        summary = "The user that runs the program cannot change the program's files.",
        failures = {
            @Failure(
                    code = "program-writable",
                    title = "The program can be changed by the user that runs it",
                    why =
                            "Whoever breaks into the program can then replace it, and is still there after a"
                                    + " restart.")
        })
public record ProgramNotWritable() implements ImageCheck {

    private static final int MOST_PLACES = 5;

    /** Folders of short-lived files; a user's caches in them are not the program. */
    private static final List<String> SCRATCH =
            List.of("/tmp", "/var/tmp", "/run", "/var/run", "/var/log", "/var/cache");

    @Override
    public String requirement() {
        return "the program's files do not belong to the user that runs it";
    }

    @Override
    public Outcome examine(ImageEvidence evidence) {
        RunUser user = RunUser.of(evidence.image());
        Set<FileEntry> files = new LinkedHashSet<>();
        Set<FileEntry> folders = new LinkedHashSet<>();
        for (LiveFile file : suspects(evidence)) {
            if (aside(file.entry().path(), evidence, user)) {
                continue;
            }
            if (user.mayChange(file.entry())) {
                files.add(file.entry());
            }
            Optional.ofNullable(evidence.image().files().get(file.entry().parent()))
                    .map(LiveFile::entry)
                    .filter(user::mayChange)
                    .ifPresent(folders::add);
        }
        if (files.isEmpty() && folders.isEmpty()) {
            return Outcome.passed("none of its files");
        }
        return files.isEmpty()
                ? folderGivenAway(folders, user, evidence)
                : filesGivenAway(files, user, evidence);
    }

    private static Outcome filesGivenAway(
            Set<FileEntry> files, RunUser user, ImageEvidence evidence) {
        return Outcome.failed("program-writable")
                .observed(
                        files.size()
                                + (files.size() == 1 ? " file" : " files")
                                + ", for example "
                                + inWords(files.iterator().next())
                                + ", may be changed by "
                                + user.name())
                .expected("files of root that others can only read")
                .at(
                        files.stream()
                                .limit(MOST_PLACES)
                                .map(entry -> evidence.at(entry.path(), entry.size()))
                                .toList())
                .next(
                        "Copy the program without --chown, chown or chmod: root owns it then. Give the"
                                + " user only the folders that the app has to write to.");
    }

    /** Whoever may write to a folder may put another file in the place of one in it. */
    private static Outcome folderGivenAway(
            Set<FileEntry> folders, RunUser user, ImageEvidence evidence) {
        return Outcome.failed("program-writable")
                .observed(
                        "the folder "
                                + inWords(folders.iterator().next())
                                + " holds the program, and in it files may be replaced by "
                                + user.name())
                .expected("folders of root that others can only read")
                .at(
                        folders.stream()
                                .limit(MOST_PLACES)
                                .map(folder -> whereMade(folder, evidence))
                                .toList())
                .next(
                        "WORKDIR makes a folder for the user of that moment: put it above USER. Where"
                                + " the base brings a user, let a COPY to the whole path make the"
                                + " folder first; what COPY makes is root's.");
    }

    private static String inWords(FileEntry entry) {
        return entry.path()
                + " (owner "
                + entry.uid()
                + ", mode "
                + Integer.toOctalString(entry.mode())
                + ")";
    }

    /** Returns the line that made a folder: later layers name it again when they write into it. */
    private static Place whereMade(FileEntry folder, ImageEvidence evidence) {
        for (Layer layer : evidence.image().layers()) {
            boolean here =
                    layer.entries().stream()
                            .anyMatch(
                                    entry ->
                                            entry.type() == FileType.DIRECTORY
                                                    && entry.path().equals(folder.path())
                                                    && entry.uid() == folder.uid()
                                                    && entry.mode() == folder.mode());
            if (here) {
                return evidence.origins()
                        .chargedTo(layer.index())
                        .map(
                                line ->
                                        Place.path(
                                                folder.path(),
                                                -1,
                                                evidence.file(),
                                                line.startLine(),
                                                line.text()))
                        .orElseGet(() -> Place.path(folder.path(), -1));
            }
        }
        return Place.path(folder.path(), -1);
    }

    /** Returns what the container starts, and then all files that the Dockerfile brought. */
    private static Set<LiveFile> suspects(ImageEvidence evidence) {
        Set<LiveFile> suspects = new LinkedHashSet<>();
        EntryProgram.file(evidence.image()).ifPresent(suspects::add);
        for (LiveFile file : evidence.image().files().values()) {
            FileType type = file.entry().type();
            boolean content = type == FileType.FILE && file.entry().size() > 0;
            if ((content || type == FileType.HARDLINK)
                    && !evidence.origins().isBase(file.layerIndex())) {
                suspects.add(file);
            }
        }
        return suspects;
    }

    /** Returns whether a file is none of the program's: data, or what a home folder begins with. */
    private static boolean aside(String path, ImageEvidence evidence, RunUser user) {
        for (String folder : evidence.app().writable()) {
            if (isBelow(path, folder)) {
                return true;
            }
        }
        if (SCRATCH.stream().anyMatch(folder -> isBelow(path, folder))) {
            return true;
        }
        String home = user.home().endsWith("/") ? user.home() : user.home() + "/";
        if (user.home().isEmpty() || !path.startsWith(home)) {
            return false;
        }
        String inHome = path.substring(home.length());
        boolean setting = inHome.startsWith(".") && !inHome.contains("/");
        return setting || inHome.startsWith(".npm/") || inHome.startsWith(".cache/");
    }

    private static boolean isBelow(String path, String folder) {
        return path.startsWith(folder.endsWith("/") ? folder : folder + "/");
    }
}
