package dev.multistage.grader.author;

import dev.multistage.grader.exercise.CourseFiles;
import dev.multistage.grader.exercise.Exercise;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks for links that lead nowhere and for pictures that say nothing to those who cannot see them,
 * in all texts of an exercise. Addresses in the web are checked for their form only.
 */
final class LinkInspection {

    private static final Pattern IMAGE_TAG = Pattern.compile("(?i)<img\\b[^>]*>");
    private static final Pattern SVG_TAG = Pattern.compile("(?i)<svg\\b[^>]*>?");

    private final CourseFiles files;

    private LinkInspection(CourseFiles files) {
        this.files = files;
    }

    static List<Defect> inspect(Exercise exercise) {
        List<Defect> defects = new ArrayList<>();
        LinkInspection inspection = new LinkInspection(exercise.files());
        for (String path :
                List.of(
                        exercise.path() + "/README.md",
                        exercise.path() + "/hints.md",
                        exercise.solutionPath() + "/README.md")) {
            CourseText text = CourseText.read(exercise.files(), path);
            Markdown markdown = new Markdown(text);
            for (Markdown.Link link : markdown.links()) {
                inspection.inspect(text, link, defects);
            }
            inspection.tags(text, markdown, defects);
        }
        return defects;
    }

    private void inspect(CourseText text, Markdown.Link link, List<Defect> defects) {
        if (link.picture() && link.text().isBlank()) {
            defects.add(
                    Defect.at(
                            text,
                            link.line(),
                            "the picture " + link.target() + " has no alternative text",
                            "Say between the brackets what it shows: ![two stages](…)."));
        }
        String target = link.target();
        if (target.matches("[a-z]+:.*")) {
            if (!wellFormed(target)) {
                defects.add(
                        Defect.at(
                                text,
                                link.line(),
                                "the address " + target + " is malformed",
                                "Correct it, and open it once."));
            }
            return;
        }
        String path = target.replaceFirst("#.*", "");
        String anchor = target.contains("#") ? target.substring(target.indexOf('#') + 1) : "";
        String file = path.isEmpty() ? text.path() : resolve(text.path(), path);
        boolean folder = !files.list(file.replaceFirst("/+$", "")).isEmpty();
        if (files.read(file).isEmpty() && !folder) {
            defects.add(
                    Defect.at(
                            text,
                            link.line(),
                            "the link to " + target + " is dead: there is no " + file,
                            "Correct the path; it starts from the folder of this file."));
        } else if (!anchor.isEmpty()
                && !folder
                && !Markdown.anchors(CourseText.read(files, file)).contains(anchor)) {
            defects.add(
                    Defect.at(
                            text,
                            link.line(),
                            "the link to " + target + " is dead: no such heading in " + file,
                            "Name a heading as GitHub does: lower case, hyphens for blanks."));
        }
    }

    private void tags(CourseText text, Markdown markdown, List<Defect> defects) {
        for (int i = 0; i < markdown.prose().size(); i++) {
            String line = markdown.prose().get(i);
            Matcher image = IMAGE_TAG.matcher(line);
            while (image.find()) {
                if (!image.group().matches("(?is).*\\balt\\s*=\\s*[\"'][^\"']*\\S[^\"']*[\"'].*")) {
                    defects.add(
                            Defect.at(
                                    text,
                                    i + 1,
                                    "a picture has no alternative text",
                                    "Give <img> an alt=\"…\" that says what it shows."));
                }
            }
            if (SVG_TAG.matcher(line).find() && !describesItself(text, i)) {
                defects.add(
                        Defect.at(
                                text,
                                i + 1,
                                "a drawing has no alternative text",
                                "Begin <svg> with a <title>, or give it an aria-label."));
            }
        }
    }

    private static boolean describesItself(CourseText text, int from) {
        StringBuilder drawing = new StringBuilder();
        for (int i = from; i < text.lines().size(); i++) {
            drawing.append(text.lines().get(i)).append('\n');
            if (text.lines().get(i).contains("</svg>")) {
                break;
            }
        }
        return drawing.toString()
                .matches("(?s).*(<title>\\s*\\S|aria-label\\s*=\\s*\"[^\"]*\\S).*");
    }

    private static boolean wellFormed(String address) {
        try {
            URI uri = URI.create(address);
            return uri.getScheme().equals("mailto") || uri.getHost() != null;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static String resolve(String from, String path) {
        return URI.create("/" + from).resolve(path.replace(" ", "%20")).getPath().substring(1);
    }
}
