package dev.multistage.site.serve;

import dev.multistage.site.SiteGenerator;
import dev.multistage.site.markdown.Section;
import dev.multistage.site.page.Page;
import java.util.List;

/**
 * The pages that a server has.
 *
 * @param files those that were generated
 * @param frame makes more of them
 */
record ServedPages(SiteFiles files, AttemptPages.Frame frame) {

    /** Takes over a generated site. */
    static ServedPages of(SiteGenerator.Site site) {
        return new ServedPages(
                new SiteFiles(site.files()),
                (file, title, head, body) ->
                        SiteFiles.live(file, site.layout().html(page(file, title, head, body))));
    }

    private static Page page(String file, String title, String head, String body) {
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
