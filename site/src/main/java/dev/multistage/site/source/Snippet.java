package dev.multistage.site.source;

import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.dockerfile.DockerfileSyntaxException;
import dev.multistage.grader.dockerfile.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of a file, so that what a page shows is what was tested.
 *
 * @param lines its lines
 */
public record Snippet(List<String> lines) {

    private static final Pattern RANGE =
            Pattern.compile("([1-9][0-9]{0,5})(?:-([1-9][0-9]{0,5}))?");

    /** There is no such piece. */
    public static final class MissingException extends Exception {
        private static final long serialVersionUID = 1;

        /** Says what is missing. */
        public MissingException(String message) {
            super(message);
        }
    }

    public Snippet {
        lines = List.copyOf(lines);
    }

    /** Returns the whole of a file. */
    public static Snippet of(String text) {
        return new Snippet(text.lines().toList());
    }

    /** Returns the text, each line with its end. */
    public String text() {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    /**
     * Cuts one stage out of a Dockerfile.
     *
     * @param name its name or number
     */
    public Snippet stage(String name) throws MissingException {
        Dockerfile dockerfile;
        try {
            dockerfile = Dockerfile.parse(text());
        } catch (DockerfileSyntaxException broken) {
            throw new MissingException("this is no Dockerfile: " + broken.getMessage());
        }
        Optional<Stage> stage = dockerfile.stage(name);
        if (stage.isEmpty()) {
            throw new MissingException("there is no stage \"" + name + "\"");
        }
        return between(stage.get().startLine(), stage.get().endLine());
    }

    /**
     * Cuts out what stands between two comments, {@code region NAME} and {@code endregion}, of
     * which only those words and the name count.
     */
    public Snippet region(String name) throws MissingException {
        Pattern begin = Pattern.compile("\\W+region\\s+" + Pattern.quote(name) + "\\W*");
        Pattern end = Pattern.compile("\\W+endregion(\\s.*)?");
        int start = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (begin.matcher(lines.get(i)).matches()) {
                start = i + 1;
            } else if (start >= 0 && end.matcher(lines.get(i)).matches()) {
                return new Snippet(lines.subList(start, i));
            }
        }
        throw new MissingException(
                start < 0
                        ? "there is no region \"" + name + "\""
                        : "the region \"" + name + "\" has no end");
    }

    /** Cuts out lines: {@code 4} or {@code 4-9}, counted from 1. */
    public Snippet range(String range) throws MissingException {
        Matcher numbers = RANGE.matcher(range);
        if (!numbers.matches()) {
            throw new MissingException("lines are 4 or 4-9, not \"" + range + "\"");
        }
        int first = Integer.parseInt(numbers.group(1));
        int last = numbers.group(2) == null ? first : Integer.parseInt(numbers.group(2));
        if (first > last || last > lines.size()) {
            throw new MissingException(
                    "there are no lines " + range + ", the file has " + lines.size());
        }
        return between(first, last);
    }

    private Snippet between(int first, int last) {
        List<String> cut = new ArrayList<>(lines.subList(first - 1, last));
        while (!cut.isEmpty() && cut.get(cut.size() - 1).isBlank()) {
            cut.remove(cut.size() - 1);
        }
        return new Snippet(cut);
    }
}
