package dev.multistage.grader.cli;

import dev.multistage.grader.report.GradeFormat;
import dev.multistage.grader.report.Graded;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The reports of a grade that a command line asks for: exactly one to standard output (or to the
 * file of {@code -o}), any number of others to files of their own.
 */
final class Reports {

    /** All formats, for help and completion. */
    static final class Formats extends ArrayList<String> {

        private static final long serialVersionUID = 1;

        Formats() {
            super(Stream.of(GradeFormat.values()).map(GradeFormat::word).toList());
        }
    }

    /** A comma that separates reports; one inside a file's name is followed by no format. */
    private static final Pattern NEXT_REPORT = Pattern.compile(",(?=[a-zA-Z]+(=|,|$))");

    private final Session session;
    private final List<Report> reports = new ArrayList<>();

    private record Report(GradeFormat format, Output output) {}

    /**
     * Reads what was asked for.
     *
     * @param wanted for example {@code text} and {@code junit=report.xml,html=report.html}
     * @param output the file of {@code -o}; null for standard output
     * @throws UsageException if it makes no sense or a file cannot be written
     */
    Reports(Session session, List<String> wanted, Path output) {
        this.session = session;
        Set<Path> files = new HashSet<>();
        boolean main = false;
        for (String list : wanted) {
            for (String one : NEXT_REPORT.split(list)) {
                String[] parts = one.split("=", 2);
                GradeFormat format = format(parts[0]);
                if (parts.length == 1 && main) {
                    throw new UsageException(
                            "only one report goes to standard output; name a file for the other: "
                                    + format.word()
                                    + "=FILE");
                }
                main |= parts.length == 1;
                add(format, parts.length == 1 ? output : path(parts[1]), files);
            }
        }
        if (!main) {
            add(GradeFormat.TEXT, output, files);
        }
    }

    private void add(GradeFormat format, Path file, Set<Path> files) {
        if (file != null && !files.add(file.toAbsolutePath().normalize())) {
            throw new UsageException("two reports cannot go to the same file, " + file);
        }
        // what goes to standard output comes first, in case a disk is full
        reports.add(
                file == null ? 0 : reports.size(),
                new Report(format, new Output(session, file).refuseUnwritable()));
    }

    private static Path path(String name) {
        try {
            if (!name.isEmpty()) {
                return Path.of(name);
            }
        } catch (InvalidPathException noPath) {
            // said below
        }
        throw new UsageException("\"" + name + "\" is no name of a file");
    }

    private static GradeFormat format(String word) {
        for (GradeFormat format : GradeFormat.values()) {
            if (format.word().equalsIgnoreCase(word)) {
                return format;
            }
        }
        throw new UsageException(
                "there is no format \""
                        + word
                        + "\"; there are "
                        + String.join(", ", new Formats()));
    }

    /** Writes all of them. */
    void write(Graded graded) {
        for (Report report : reports) {
            String text = report.format().render(graded, session.style());
            if (report.format() == GradeFormat.TEXT) {
                report.output().write(text);
            } else {
                report.output().document(text);
            }
        }
    }
}
