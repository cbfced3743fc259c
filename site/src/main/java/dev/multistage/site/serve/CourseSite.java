package dev.multistage.site.serve;

import dev.multistage.grader.site.PortInUseException;
import dev.multistage.grader.site.Serving;
import dev.multistage.grader.site.SiteDefectException;
import dev.multistage.grader.site.SiteProgram;
import dev.multistage.site.SiteGenerator;
import dev.multistage.site.source.SiteException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

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
        return CourseServer.start(
                serving, CompletableFuture.supplyAsync(() -> made(serving.workspace().root())));
    }

    private static ServedPages made(Path root) {
        try {
            return ServedPages.of(new SiteGenerator().make(root));
        } catch (SiteException defects) {
            throw new CompletionException(new SiteDefectException(defects.getMessage()));
        } catch (IOException e) {
            throw new CompletionException(
                    new SiteDefectException("the course cannot be read: " + e.getMessage()));
        }
    }
}
