package dev.multistage.grader.check;

import dev.multistage.grader.image.FileEntry;
import dev.multistage.grader.image.FileType;
import dev.multistage.grader.image.LiveFile;
import dev.multistage.grader.image.Passwd;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Demands that the user who runs the program cannot change it: not the file that the container
 * starts, and nothing else that the Dockerfile put into the image outside of the paths that the app
 * may write to. Owner and mode are those of the layers. Where the user is root, who may write
 * everywhere anyhow, it is judged what everybody may write.
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
        Writer writer = Writer.of(evidence);
        List<FileEntry> writable = new ArrayList<>();
        for (LiveFile file : suspects(evidence)) {
            if (writer.mayChange(file.entry()) && !aside(file.entry().path(), evidence, writer)) {
                writable.add(file.entry());
            }
        }
        if (writable.isEmpty()) {
            return Outcome.passed("none of its files");
        }
        FileEntry first = writable.get(0);
        return Outcome.failed("program-writable")
                .observed(
                        writable.size()
                                + (writable.size() == 1 ? " file" : " files")
                                + ", for example "
                                + first.path()
                                + " (owner "
                                + first.uid()
                                + ", mode "
                                + Integer.toOctalString(first.mode())
                                + "), may be changed by "
                                + writer.name())
                .expected("files of root that others can only read")
                .at(
                        writable.stream()
                                .limit(MOST_PLACES)
                                .map(entry -> evidence.at(entry.path(), entry.size()))
                                .toList())
                .next(
                        "Copy the program without --chown, chown or chmod: root owns it then. Give the"
                                + " user only the folders that the app has to write to.");
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
    private static boolean aside(String path, ImageEvidence evidence, Writer writer) {
        for (String folder : evidence.app().writable()) {
            if (isBelow(path, folder)) {
                return true;
            }
        }
        if (SCRATCH.stream().anyMatch(folder -> isBelow(path, folder))) {
            return true;
        }
        String home = writer.home().endsWith("/") ? writer.home() : writer.home() + "/";
        if (writer.home().isEmpty() || !path.startsWith(home)) {
            return false;
        }
        String inHome = path.substring(home.length());
        boolean setting = inHome.startsWith(".") && !inHome.contains("/");
        return setting || inHome.startsWith(".npm/") || inHome.startsWith(".cache/");
    }

    private static boolean isBelow(String path, String folder) {
        return path.startsWith(folder.endsWith("/") ? folder : folder + "/");
    }

    /**
     * The user that runs the program.
     *
     * @param name what it is called in a message
     * @param uid its number; 0 or less if it is root or unknown
     * @param gid the number of its group
     * @param home its home folder; may be empty
     */
    private record Writer(String name, long uid, long gid, String home) {

        static Writer of(ImageEvidence evidence) {
            String user = evidence.image().config().user();
            OptionalLong uid = evidence.image().passwd().uid(user);
            if (uid.isEmpty() || uid.getAsLong() == 0) {
                return new Writer("everybody", -1, -1, "");
            }
            Passwd.Account account =
                    evidence.image()
                            .passwd()
                            .account(uid.getAsLong())
                            .orElse(new Passwd.Account(user, uid.getAsLong(), 0, "", ""));
            int colon = user.indexOf(':');
            String group = colon < 0 ? "" : user.substring(colon + 1);
            long gid = group.matches("[0-9]{1,9}") ? Long.parseLong(group) : account.gid();
            return new Writer(
                    "USER " + user + " (uid " + uid.getAsLong() + ")",
                    uid.getAsLong(),
                    gid,
                    account.home());
        }

        /** An owner may always change the mode, so a file of its own is never safe from it. */
        boolean mayChange(FileEntry file) {
            boolean others = (file.mode() & 0002) != 0;
            boolean group = (file.mode() & 0020) != 0 && file.gid() == gid;
            return others || group || file.uid() == uid;
        }
    }
}
