package dev.multistage.grader.check;

import dev.multistage.grader.image.FileEntry;
import dev.multistage.grader.image.FileType;
import dev.multistage.grader.image.LiveFile;
import java.util.Comparator;
import java.util.List;

/**
 * Demands that no file hands out more rights than its caller has: no setuid or setgid bit and no
 * file capabilities. Those of the base image count as well, since the image ships them.
 */
@Describes(
        name = "no-setuid",
        reference = "T14",
        summary =
                "No file in the image has the setuid or setgid bit or file capabilities, those of the base"
                        + " included.",
        failures = {
            @Failure(
                    code = "setuid-left",
                    title = "Files raise the rights of whoever starts them",
                    why =
                            "A setuid program runs as its owner, mostly root, whoever starts it. USER alone"
                                    + " does not help against a hole in one of them.")
        })
public record NoSetuid() implements ImageCheck {

    private static final int MOST_PLACES = 5;

    @Override
    public String requirement() {
        return "no setuid, setgid or file capabilities";
    }

    @Override
    public Outcome examine(ImageEvidence evidence) {
        List<LiveFile> raising =
                evidence.image().files().values().stream()
                        .filter(file -> raises(file.entry()))
                        // what the submission added itself matters more than what it took over
                        .sorted(
                                Comparator.comparing(
                                        f -> evidence.origins().isBase(f.layerIndex())))
                        .toList();
        if (raising.isEmpty()) {
            return Outcome.passed("none");
        }
        long ofBase =
                raising.stream().filter(f -> evidence.origins().isBase(f.layerIndex())).count();
        FileEntry first = raising.get(0).entry();
        return Outcome.failed("setuid-left")
                .observed(
                        raising.size()
                                + (raising.size() == 1 ? " file" : " files")
                                + (ofBase == 0 ? "" : " (" + ofBase + " of the base image)")
                                + ", for example "
                                + first.path()
                                + " ("
                                + kind(first)
                                + ", owner "
                                + first.uid()
                                + ")")
                .expected("none")
                .at(
                        raising.stream()
                                .limit(MOST_PLACES)
                                .map(f -> evidence.at(f.entry().path(), f.entry().size()))
                                .toList())
                .next(
                        ofBase == raising.size()
                                ? "Take the bits away with chmod a-s in a RUN before USER, or start"
                                        + " from a base that brings none, such as alpine or"
                                        + " distroless."
                                : "Do without the file that you added; a program that needs root for"
                                        + " one task does not need it for good.");
    }

    private static boolean raises(FileEntry entry) {
        boolean file = entry.type() == FileType.FILE || entry.type() == FileType.HARDLINK;
        return file && (entry.isSetuid() || entry.isSetgid() || entry.capabilities());
    }

    private static String kind(FileEntry entry) {
        if (entry.isSetuid()) {
            return "setuid";
        }
        return entry.isSetgid() ? "setgid" : "file capabilities";
    }
}
