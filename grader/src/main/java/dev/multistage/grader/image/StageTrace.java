package dev.multistage.grader.image;

import dev.multistage.grader.dockerfile.Dockerfile;
import dev.multistage.grader.dockerfile.Evaluation;
import dev.multistage.grader.dockerfile.Flag;
import dev.multistage.grader.dockerfile.Instruction;
import dev.multistage.grader.dockerfile.Keyword;
import dev.multistage.grader.dockerfile.Stage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Follows a file through {@code COPY --from} to the stage and the line that created it. */
final class StageTrace {

    private final Dockerfile dockerfile;
    private final Map<Stage, Image> images;
    private final Map<Stage, Origins> origins = new HashMap<>();

    StageTrace(Dockerfile dockerfile, Map<Stage, Image> images) {
        this.dockerfile = dockerfile;
        this.images = images;
    }

    PathOrigin explain(Origins in, LiveFile file) {
        Origin origin = in.layer(file.layerIndex());
        Optional<PathOrigin> before =
                origin instanceof Origin.Line line
                        ? source(in, line.instruction(), file.entry())
                        : Optional.empty();
        return new PathOrigin(in.stage(), file, origin, before);
    }

    private Optional<PathOrigin> source(Origins in, Instruction copy, FileEntry entry) {
        Optional<Stage> from =
                copy.keyword() == Keyword.COPY
                        ? copy.flag("from").flatMap(Flag::value).flatMap(dockerfile::stage)
                        : Optional.empty();
        // Only earlier stages can be copied from, so that the search comes to an end.
        return from.filter(stage -> stage.index() < in.stage().index())
                .filter(images::containsKey)
                .flatMap(
                        stage -> {
                            Origins there = origins.computeIfAbsent(stage, this::origins);
                            return find(in, copy, entry, there.image())
                                    .map(file -> explain(there, file));
                        });
    }

    private Origins origins(Stage stage) {
        return Origins.of(images.get(stage), dockerfile, stage);
    }

    /** Finds the source by the paths of the instruction; the content decides. */
    private Optional<LiveFile> find(Origins in, Instruction copy, FileEntry entry, Image there) {
        for (String path : candidates(in, copy, entry.path())) {
            Optional<LiveFile> file = Optional.ofNullable(there.files().get(path));
            file = file.isPresent() ? file : there.file(path);
            if (file.isPresent() && sameContent(file.get().entry(), entry)) {
                return file;
            }
        }
        return entry.size() == 0 ? Optional.empty() : byContent(entry, there);
    }

    private static boolean sameContent(FileEntry one, FileEntry other) {
        return one.sha256().equals(other.sha256())
                && (one.type() == FileType.DIRECTORY) == (other.type() == FileType.DIRECTORY);
    }

    private static Optional<LiveFile> byContent(FileEntry entry, Image there) {
        return there.files().values().stream()
                .filter(file -> file.entry().size() == entry.size())
                .filter(file -> file.entry().sha256().equals(entry.sha256()))
                .max(Comparator.comparingInt(file -> commonEnd(file.entry().path(), entry.path())));
    }

    private static int commonEnd(String one, String other) {
        int length = 0;
        while (length < Math.min(one.length(), other.length())
                && one.charAt(one.length() - 1 - length)
                        == other.charAt(other.length() - 1 - length)) {
            length++;
        }
        return length;
    }

    /**
     * Returns the paths that may have been copied to a path: a directory gives its contents, a file
     * goes to the destination or into it.
     */
    private Set<String> candidates(Origins in, Instruction copy, String path) {
        Evaluation evaluation = dockerfile.evaluate(in.stage());
        Map<String, String> variables = evaluation.variablesBefore(copy);
        Set<String> found = new LinkedHashSet<>();
        List<String> destinations =
                beginnings(path, clean(expand(copy.destination().orElse(""), variables)));
        for (String source : copy.sources()) {
            String from = "/" + clean(expand(source, variables));
            String name = from.substring(from.lastIndexOf('/'));
            for (String start : destinations) {
                String rest = path.substring(start.length());
                found.add(join(from, rest));
                if ((rest + "/").startsWith(name + "/")) {
                    found.add(join(from, rest.substring(name.length())));
                }
            }
        }
        return found;
    }

    /**
     * Returns the beginnings of a path that may be the destination, the longest first. It may be
     * relative to a directory that the base image set, so it is enough if it stands at the end.
     */
    private static List<String> beginnings(String path, String destination) {
        List<String> found = new ArrayList<>();
        String start = path;
        while (true) {
            if (destination.isEmpty() || (start + "/").endsWith("/" + destination + "/")) {
                found.add(start);
            }
            if (start.isEmpty()) {
                return found;
            }
            start = start.substring(0, start.lastIndexOf('/'));
        }
    }

    private String expand(String word, Map<String, String> variables) {
        try {
            return dockerfile.expand(word, variables).text();
        } catch (IllegalArgumentException cannotBeRead) {
            return word;
        }
    }

    /** Returns a path without slashes at its ends and without parts that say nothing. */
    private static String clean(String path) {
        List<String> parts = new ArrayList<>(List.of(path.split("/")));
        parts.removeIf(part -> part.isEmpty() || part.equals("."));
        return String.join("/", parts);
    }

    private static String join(String directory, String rest) {
        return directory.equals("/") ? (rest.isEmpty() ? "/" : rest) : directory + rest;
    }
}
