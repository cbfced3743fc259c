package dev.multistage.grader.check;

import java.util.List;

/**
 * A file of the submission that says how the image is run.
 *
 * @param name its name below {@code app/}
 * @param text what it says; empty if there is none
 */
public record DeploymentFile(String name, String text) {

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

    /** Returns whether there is such a file. */
    public boolean exists() {
        return !text.isBlank();
    }
}
