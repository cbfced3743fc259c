package dev.multistage.site;

import dev.multistage.site.page.Course;
import dev.multistage.site.page.Layout;
import dev.multistage.site.page.Page;
import dev.multistage.site.page.Pages;
import dev.multistage.site.page.Shown;
import dev.multistage.site.search.SearchIndex;
import dev.multistage.site.source.Problems;
import dev.multistage.site.source.SiteException;
import dev.multistage.site.source.Sources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Makes the site from lessons, solutions and pages. The same input gives the same bytes. Anything
 * wrong with the sources (a missing file, stage, anchor or target, a directive without an end)
 * stops it before a file is written.
 */
public final class SiteGenerator {

    /** What a run wrote: only of this the next one removes what it does not make. */
    private static final String LIST = "assets/files.txt";

    /**
     * Makes the site.
     *
     * @param args the root of the repository and the folder for the pages
     */
    public static void main(String[] args) throws IOException, SiteException {
        new SiteGenerator().generate(Path.of(args[0]), Path.of(args[1]));
    }

    /**
     * Writes all pages into a folder and removes what an earlier run left there.
     *
     * @param root the root of the repository
     * @param output the folder; files that others put there stay
     * @return how many files were written
     * @throws SiteException if the sources have defects; nothing was written then
     */
    public int generate(Path root, Path output) throws IOException, SiteException {
        Map<String, byte[]> files = files(root);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path target = output.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.write(target, file.getValue());
        }
        clear(output, files);
        return files.size();
    }

    /**
     * A site that was made.
     *
     * @param files its files by path
     * @param layout the frame of its pages, for more of them
     */
    public record Site(Map<String, byte[]> files, Layout layout) {}

    /**
     * Returns all files of the site by path.
     *
     * @param root the root of the repository
     * @throws SiteException if the sources have defects
     */
    public Map<String, byte[]> files(Path root) throws IOException, SiteException {
        return make(root).files();
    }

    /**
     * Makes the site in memory.
     *
     * @param root the root of the repository
     * @throws SiteException if the sources have defects
     */
    public Site make(Path root) throws IOException, SiteException {
        Problems problems = new Problems();
        Shown shown = new Shown();
        Sources sources = new Sources(root);
        Course course = Course.read(sources);
        List<Page> pages = Pages.of(course, shown, problems);
        Layout layout = Pages.layout(course, pages);
        Map<String, String> html = new LinkedHashMap<>();
        pages.forEach(page -> html.put(page.file(), layout.html(page)));

        Map<String, byte[]> files = new LinkedHashMap<>(Assets.all());
        files.put("assets/search-index.js", bytes(SearchIndex.script(pages)));
        for (String picture : shown.pictures()) {
            files.put("pictures/" + picture, Files.readAllBytes(root.resolve(picture)));
        }
        new LinkCheck(files.keySet(), shown, problems).check(html);
        problems.stopIfAny();
        html.forEach((file, text) -> files.put(file, bytes(text)));
        return new Site(files, layout);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A page that is no longer made must not stay; of what others wrote nothing is removed. */
    private static void clear(Path output, Map<String, byte[]> made) throws IOException {
        Path list = output.resolve(LIST);
        if (Files.isRegularFile(list)) {
            for (String name : Files.readAllLines(list)) {
                boolean inside = Sources.normal("", name).equals(Optional.of(name));
                if (inside && !made.containsKey(name)) {
                    Files.deleteIfExists(output.resolve(name));
                }
            }
        }
        Files.write(list, new TreeSet<>(made.keySet()));
    }
}
