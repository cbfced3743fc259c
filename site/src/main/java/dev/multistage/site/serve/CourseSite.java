package dev.multistage.site.serve;

import dev.multistage.grader.site.PortInUseException;
import dev.multistage.grader.site.Serving;
import dev.multistage.grader.site.SiteDefectException;
import dev.multistage.grader.site.SiteProgram;
import dev.multistage.site.SiteGenerator;
import dev.multistage.site.markdown.Section;
import dev.multistage.site.page.Page;
import dev.multistage.site.source.SiteException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

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
    public Served serve(Serving serving)
            throws IOException, SiteDefectException, PortInUseException {
        try {
            SiteGenerator.Site site = new SiteGenerator().make(serving.workspace().root());
            return CourseServer.start(
                    serving,
                    new SiteFiles(site.files()),
                    (file, title, head, body) ->
                            SiteFiles.live(
                                    file, site.layout().html(page(file, title, head, body))));
        } catch (SiteException defects) {
            throw new SiteDefectException(defects.getMessage());
        }
    }

    static Page page(String file, String title, String head, String body) {
        return new Page(
                file,
                Page.Kind.TEXT,
                title,
                head,
                List.of(new Section(1, "", "", body, "")),
                Page.Neighbours.NONE,
                false);
    }
}
