package dev.multistage.grader.check;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of the submission that says how the image is run.
 *
 * @param name its name below {@code app/}
 * @param text what it says; empty if there is none
 */
public record DeploymentFile(String name, String text) {

    private static final Pattern LINE = Pattern.compile("\\bline ([0-9]{1,6})\\b");

    /** Returns the first line with this key, else the first line that says anything. */
    public List<Place> at(String key) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).strip().replaceFirst("^- ", "").startsWith(key + ":")) {
                return List.of(Place.line(name, i + 1, i + 1, lines.get(i)));
            }
        }
        return key.equals("services") ? List.of() : at("services");
    }

    /** Returns the line that a complaint names ({@code line 3}), else that of a key. */
    List<Place> named(String complaint, String key) {
        Matcher named = LINE.matcher(complaint);
        List<String> lines = text.lines().toList();
        int line = named.find() ? Integer.parseInt(named.group(1)) : 0;
        return line >= 1 && line <= lines.size()
                ? List.of(Place.line(name, line, line, lines.get(line - 1)))
                : at(key);
    }

    /** Returns whether there is such a file. */
    public boolean exists() {
        return !text.isBlank();
    }
}
