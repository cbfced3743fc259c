package dev.multistage.site.source;

/**
 * A line in a file of the repository.
 *
 * @param file path from the root of the repository
 * @param line from 1; 0 if the file as a whole is meant
 */
public record Place(String file, int line) implements Comparable<Place> {

    @Override
    public int compareTo(Place other) {
        int byFile = file.compareTo(other.file);
        return byFile != 0 ? byFile : Integer.compare(line, other.line);
    }

    @Override
    public String toString() {
        return line > 0 ? file + ":" + line : file;
    }
}
