package dev.multistage.grader.exercise;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All exercises of the course. An exercise is found by its folder; there is no list to keep. */
public final class Catalogue {

    private static final Pattern FOLDER = Pattern.compile("exercise-([0-9]{2,})-[a-z0-9-]+");

    private final CourseFiles files;
    private final TreeMap<ExerciseId, String> folders = new TreeMap<>();

    private Catalogue(CourseFiles files) {
        this.files = files;
        Set<String> names = new LinkedHashSet<>();
        for (String path : files.list("exercises")) {
            String rest = path.substring("exercises/".length());
            if (rest.contains("/")) {
                names.add(rest.substring(0, rest.indexOf('/')));
            }
        }
        for (String name : names) {
            Matcher folder = FOLDER.matcher(name);
            if (!folder.matches()) {
                throw new DeclarationException(
                        "exercises/" + name,
                        0,
                        "an exercise's folder is called exercise-NN-some-words");
            }
            ExerciseId id = new ExerciseId(Integer.parseInt(folder.group(1)));
            String other = folders.putIfAbsent(id, name);
            if (other != null) {
                throw new DeclarationException(
                        "exercises/" + name, 0, "exercises/" + other + " has the same number");
            }
        }
    }

    /** Reads the folders of a course; a declaration is read when its exercise is asked for. */
    public static Catalogue of(CourseFiles files) {
        return new Catalogue(files);
    }

    /** Returns the ids of all exercises in order. */
    public List<ExerciseId> ids() {
        return new ArrayList<>(folders.keySet());
    }

    /** Returns all exercises in order. */
    public List<Exercise> exercises() {
        return folders.keySet().stream().map(id -> find(id).orElseThrow()).toList();
    }

    /** Returns an exercise, or empty if there is none of this id. */
    public Optional<Exercise> find(ExerciseId id) {
        String folder = folders.get(id);
        if (folder == null) {
            return Optional.empty();
        }
        String file = "exercises/" + folder + "/exercise.json";
        byte[] json =
                files.read(file)
                        .orElseThrow(
                                () ->
                                        new DeclarationException(
                                                file, 0, "the exercise has no declaration"));
        return Optional.of(new Exercise(id, folder, DeclarationReader.read(file, json), files));
    }

    /** Returns the exercise that a person named by id, folder or slug, or empty. */
    public Optional<Exercise> find(String typed) {
        Optional<ExerciseId> id = ExerciseId.parse(typed);
        if (id.isEmpty()) {
            id = Optional.ofNullable(names().get(typed.strip()));
        }
        return id.flatMap(this::find);
    }

    /** Returns the exercise whose name is nearest to what was typed, if one is near. */
    public Optional<ExerciseId> nearest(String typed) {
        // a number is what was meant, also where there is no such exercise
        return ExerciseId.parse(typed).isPresent()
                ? Optional.empty()
                : DidYouMean.of(typed, names().keySet()).map(names()::get);
    }

    /** Returns the id that each name stands for: id, folder and slug of every exercise. */
    public Map<String, ExerciseId> names() {
        Map<String, ExerciseId> names = new LinkedHashMap<>();
        folders.forEach(
                (id, folder) -> {
                    names.put(id.toString(), id);
                    names.put(folder, id);
                    names.put(folder.replaceFirst("^exercise-[0-9]+-", ""), id);
                });
        return names;
    }
}
