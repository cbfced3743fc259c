package dev.multistage.site.serve;

import dev.multistage.grader.exercise.DeclarationException;
import dev.multistage.grader.site.PortInUseException;
import dev.multistage.grader.site.Serving;
import dev.multistage.grader.site.SiteDefectException;
import dev.multistage.grader.site.SiteProgram;
import dev.multistage.site.SiteGenerator;
import dev.multistage.site.source.SiteException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** What the commands {@code ./grade site build} and {@code ./grade serve} start. */
public final class CourseSite implements SiteProgram {

    @Override
    public int build(Path root, Path output) throws IOException, SiteDefectException {
        try {
            return new SiteGenerator().generate(root, output);
        } catch (SiteException defects) {
            throw new SiteDefectException(defects.getMessage());
        }
    }

    @Override
    public Served serve(Serving serving) throws IOException, PortInUseException {
        return CourseServer.start(serving, fresh(serving.workspace().root()));
    }

    /** Returns the pages of a checkout, which follow its texts. */
    static FreshPages fresh(Path root) {
        return new FreshPages(root, () -> made(root));
    }

    private static ServedPages made(Path root) throws SiteDefectException {
        try {
            return ServedPages.of(new SiteGenerator().make(root));
        } catch (SiteException | DeclarationException defects) {
            throw new SiteDefectException(defects.getMessage());
        } catch (IOException | UncheckedIOException e) {
            throw new SiteDefectException("the course cannot be read: " + e.getMessage());
        }
    }
}
