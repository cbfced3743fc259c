package dev.multistage.site.page;

import dev.multistage.grader.check.Sizes;
import dev.multistage.grader.exercise.Exercise;
import dev.multistage.site.markdown.Section;
import dev.multistage.site.markdown.Surroundings;
import dev.multistage.site.source.Place;
import dev.multistage.site.source.Problems;
import dev.multistage.site.source.Sources;
import java.util.List;
import java.util.Optional;

/** The rest of the site, as seen from one page that is made from one file of the repository. */
final class PageLinks implements Surroundings {

    private static final String PAGES = "site/pages/";

    private final Course course;
    private final Shown shown;
    private final Problems problems;
    private final String page;
    private final Blocks blocks;
    private final boolean onePage;

    /**
     * Prepares a page.
     *
     * @param onePage whether all lessons stand on this page, so that links to them stay on it
     */
    PageLinks(
            Course course,
            Shown shown,
            Problems problems,
            String page,
            Blocks blocks,
            boolean onePage) {
        this.course = course;
        this.shown = shown;
        this.problems = problems;
        this.page = page;
        this.blocks = blocks;
        this.onePage = onePage;
    }

    @Override
    public String link(Place place, String target) {
        if (target.startsWith("https://")) {
            return target;
        }
        if (target.matches("[a-zA-Z][a-zA-Z0-9+.-]*:.*")) {
            problems.add(place, "a link goes to https:// or stays here, not to \"" + target + "\"");
            return "#main";
        }
        String path = target.replaceFirst("#.*", "");
        String fragment = target.substring(path.length());
        String address = path.isEmpty() ? here(place, fragment) : there(place, path, fragment);
        shown.link(page, address, place);
        return address;
    }

    private String here(Place place, String fragment) {
        return onePage ? "#" + prefix(place.file()) + fragment.substring(1) : fragment;
    }

    private String there(Place place, String path, String fragment) {
        Optional<String> file =
                path.startsWith("/")
                        ? Sources.normal("", path.substring(1))
                        : Sources.normal(place.file(), path);
        String found = file.orElse("").replaceFirst("/$", "");
        Optional<String> target = page(found);
        if (target.isEmpty() && course.sources().text(found).isPresent()) {
            shown.file(found);
            target = Optional.of(SitePaths.source(found));
        }
        if (target.isEmpty()) {
            problems.add(place, "the link leads nowhere: \"" + path + "\"");
            return "#main";
        }
        if (onePage && found.startsWith("exercises/") && page(found).isPresent()) {
            String anchor = fragment.isEmpty() ? "start" : fragment.substring(1);
            return "#" + prefix(found) + anchor;
        }
        return SitePaths.relative(page, target.get()) + fragment;
    }

    /** What stands before the ids of a lesson on the page with all lessons. */
    private String prefix(String path) {
        return exercise(path, "exercises/").map(e -> e.id() + "-").orElse("");
    }

    /** The page that a file of the repository has become. */
    private Optional<String> page(String path) {
        if (path.startsWith(PAGES) && path.endsWith(".md")) {
            return course.sources().exists(path)
                    ? Optional.of(path.substring(PAGES.length()).replaceFirst("\\.md$", ".html"))
                    : Optional.empty();
        }
        String folder = path.replaceFirst("/README\\.md$", "");
        return exercise(folder, "exercises/")
                .filter(e -> folder.equals(e.path()))
                .map(e -> SitePaths.lesson(e.id()))
                .or(
                        () ->
                                exercise(folder, "solutions/")
                                        .filter(e -> folder.equals(e.solutionPath()))
                                        .map(e -> SitePaths.solution(e.id())));
    }

    private Optional<Exercise> exercise(String path, String top) {
        return course.exercises().stream()
                .filter(e -> (path + "/").startsWith(top + e.folder() + "/"))
                .findFirst();
    }

    @Override
    public String image(Place place, String target) {
        Optional<String> file = Sources.normal(place.file(), target);
        if (file.isEmpty()
                || !file.get().matches(".*\\.(svg|png)")
                || !course.sources().exists(file.get())) {
            problems.add(place, "there is no picture \"" + target + "\" (.svg or .png)");
            return "";
        }
        shown.picture(file.get());
        return SitePaths.relative(page, "pictures/" + file.get());
    }

    @Override
    public Optional<String> size(String what) {
        return course.bytes(what).stream().mapToObj(Sizes::megabytes).findFirst();
    }

    @Override
    public List<Section> generated(String name, String argument) {
        return blocks.generated(page, name, argument);
    }

    @Override
    public Optional<String> check(String argument) {
        String[] words = argument.split("\\s+");
        return words.length != 2
                ? Optional.empty()
                : course.find(words[0]).flatMap(e -> CheckList.item(page, e, words[1]));
    }
}
