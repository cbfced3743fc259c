package dev.multistage.site;

import dev.multistage.site.page.Shown;
import dev.multistage.site.source.Problems;
import dev.multistage.site.source.Sources;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Proves that every link of the finished pages leads to a page, an anchor or a file that exists.
 */
final class LinkCheck {

    private static final Pattern ID = Pattern.compile("\\sid=\"([^\"]+)\"");
    private static final Pattern ADDRESS = Pattern.compile("\\s(?:href|src|action)=\"([^\"]*)\"");

    private final Set<String> files;
    private final Shown shown;
    private final Problems problems;
    private final Map<String, Set<String>> anchors = new TreeMap<>();

    /**
     * Prepares the check.
     *
     * @param files paths of everything that is no page
     */
    LinkCheck(Set<String> files, Shown shown, Problems problems) {
        this.files = files;
        this.shown = shown;
        this.problems = problems;
    }

    /** Checks pages by path; what is wrong is added to the problems. */
    void check(Map<String, String> pages) {
        pages.forEach((file, html) -> anchors.put(file, ids(file, html)));
        pages.forEach(this::addresses);
    }

    private Set<String> ids(String file, String html) {
        Set<String> ids = new HashSet<>();
        Matcher id = ID.matcher(html);
        while (id.find()) {
            if (!ids.add(id.group(1))) {
                problems.add(
                        shown.place(file, ""), "two elements have the id \"" + id.group(1) + "\"");
            }
        }
        return ids;
    }

    private void addresses(String file, String html) {
        Matcher found = ADDRESS.matcher(html);
        while (found.find()) {
            String address = found.group(1);
            if (!address.startsWith("https://") && !leadsSomewhere(file, address)) {
                problems.add(
                        shown.place(file, address), "the link leads nowhere: \"" + address + "\"");
            }
        }
    }

    private boolean leadsSomewhere(String file, String address) {
        int hash = address.indexOf('#');
        String path = hash < 0 ? address : address.substring(0, hash);
        String target = path.isEmpty() ? file : resolved(file, path);
        if (!anchors.containsKey(target)) {
            return hash < 0 && files.contains(target);
        }
        return hash < 0 || anchors.get(target).contains(address.substring(hash + 1));
    }

    private static String resolved(String file, String path) {
        return Sources.normal(file, path).orElse("");
    }
}
