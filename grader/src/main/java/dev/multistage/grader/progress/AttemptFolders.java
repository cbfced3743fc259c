package dev.multistage.grader.progress;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of the files of all attempts; no file is opened.
 *
 * @param numbers numbers of attempts by exercise, in order
 * @param files the files, by exercise and number
 * @param temporaries what a killed process has left
 */
record AttemptFolders(
        Map<String, List<Integer>> numbers,
        Map<String, Map<Integer, Path>> files,
        List<Path> temporaries) {

    private static final Pattern FILE = Pattern.compile("0*([1-9][0-9]{0,8})\\.json");
    private static final Pattern EXERCISE = Pattern.compile("[a-z0-9][a-z0-9_-]{0,99}");

    /** Returns where the attempts at an exercise are. */
    static Path folder(Path state, String exercise) {
        return state.resolve("attempts").resolve(exercise);
    }

    /** Returns the file of an attempt. */
    static Path file(Path state, String exercise, int number) {
        return folder(state, exercise).resolve(String.format(Locale.ROOT, "%06d.json", number));
    }

    /** Returns whether an exercise can have this id; anything else is no name for a folder. */
    static boolean isExercise(String id) {
        return EXERCISE.matcher(id).matches();
    }

    /** Looks at the names of all attempts. */
    static AttemptFolders list(Path state) throws IOException {
        Map<String, Map<Integer, Path>> files = new TreeMap<>();
        List<Path> temporaries = new ArrayList<>();
        Path attempts = state.resolve("attempts");
        for (String name : StateFiles.names(attempts)) {
            // a file system that ignores case may give back another spelling
            String exercise = name.toLowerCase(Locale.ROOT);
            if (isExercise(exercise)) {
                collect(
                        attempts.resolve(name),
                        files.computeIfAbsent(exercise, e -> new TreeMap<>()),
                        temporaries);
            }
        }
        for (String name : StateFiles.names(state)) {
            if (StateFiles.temporary(name)) {
                temporaries.add(state.resolve(name));
            }
        }
        Map<String, List<Integer>> numbers = new TreeMap<>();
        files.forEach((exercise, found) -> numbers.put(exercise, List.copyOf(found.keySet())));
        return new AttemptFolders(numbers, files, temporaries);
    }

    private static void collect(Path folder, Map<Integer, Path> files, List<Path> temporaries)
            throws IOException {
        for (String name : StateFiles.names(folder)) {
            Matcher file = FILE.matcher(name.toLowerCase(Locale.ROOT));
            if (file.matches()) {
                files.put(Integer.parseInt(file.group(1)), folder.resolve(name));
            } else if (StateFiles.temporary(name)) {
                temporaries.add(folder.resolve(name));
            }
        }
    }

    /** Returns the highest number of an attempt at this exercise, 0 if there is none. */
    int highest(String exercise) {
        List<Integer> found = numbers.getOrDefault(exercise, List.of());
        return found.isEmpty() ? 0 : found.get(found.size() - 1);
    }
}
