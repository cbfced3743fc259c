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
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Makes the site from lessons, solutions and pages. The same input gives the same bytes. Anything
 * wrong with the sources (a missing file, stage, anchor or target, a directive without an end)
 * stops it before a file is written.
 */
public final class SiteGenerator {

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
     * @param output the folder, which belongs to the site alone
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

    /** A page that is no longer made must not stay. Files of others are left alone. */
    private static void clear(Path output, Map<String, byte[]> made) throws IOException {
        try (Stream<Path> found = Files.walk(output)) {
            for (Path file : new TreeSet<>(found.filter(Files::isRegularFile).toList())) {
                String name = output.relativize(file).toString().replace('\\', '/');
                boolean ours = name.endsWith(".html") || name.startsWith("assets/");
                if (ours && !made.containsKey(name)) {
                    Files.delete(file);
                }
            }
        }
    }
}
