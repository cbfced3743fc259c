package dev.multistage.grader.progress;

import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Editable files as they were before they were replaced: a folder {@code .grade/backup/000001} with
 * a {@code backup.json} and the files themselves, to look at and to bring back.
 *
 * @param folder where it is
 * @param number its place among the backups, from 1
 * @param why {@code reset} or {@code undo}
 * @param exercises the files by exercise and path below {@code app/}
 */
record Backup(Path folder, int number, String why, Map<String, Map<String, KeptFile>> exercises) {

    static final String FORMAT = "multistage/backup/v1";
    static final String RESET = "reset";
    static final String UNDO = "undo";
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** Returns all backups that can be read, the newest first. */
    static List<Backup> all(Path backups) throws IOException {
        List<Backup> all = new ArrayList<>();
        for (String name : StateFiles.names(backups)) {
            if (name.matches("[0-9]{1,9}")) {
                try {
                    all.add(read(backups.resolve(name), Integer.parseInt(name)));
                } catch (StateException | IOException | InvalidPathException unusable) {
                    // stays where it is, for its owner to look at
                }
            }
        }
        all.sort((a, b) -> Integer.compare(b.number, a.number));
        return all;
    }

    /**
     * Returns the newest backup that cannot be read, if it was made after this one.
     *
     * @param number of the other backup; 0 if there is none
     */
    static Optional<Path> unreadableAfter(int number, Path backups) throws IOException {
        Set<Integer> readable = all(backups).stream().map(Backup::number).collect(toSet());
        return StateFiles.names(backups).stream()
                .filter(name -> name.matches("[0-9]{1,9}"))
                .filter(name -> Integer.parseInt(name) > number)
                .filter(name -> !readable.contains(Integer.parseInt(name)))
                .max(Comparator.comparingInt(Integer::parseInt))
                .map(backups::resolve);
    }

    /** Returns the number that a new backup gets. */
    static int nextNumber(Path backups) throws IOException {
        int highest = 0;
        for (String name : StateFiles.names(backups)) {
            if (name.matches("[0-9]{1,9}")) {
                highest = Math.max(highest, Integer.parseInt(name));
            }
        }
        return highest + 1;
    }

    /** Writes a backup; it is there as a whole or not at all. */
    static Backup write(
            StateFiles files,
            Path backups,
            int number,
            String why,
            Map<String, Map<String, KeptFile>> exercises)
            throws IOException {
        Path folder = backups.resolve(String.format(Locale.ROOT, "%06d", number));
        Path draft = StateFiles.temporaryIn(backups, folder);
        ObjectNode root = MAPPER.createObjectNode();
        root.put("format", FORMAT)
                .put("number", number)
                .put("at", Instant.now().toString())
                .put("why", why);
        ObjectNode nodes = root.putObject("exercises");
        for (Map.Entry<String, Map<String, KeptFile>> exercise : exercises.entrySet()) {
            ObjectNode node = nodes.putObject(exercise.getKey());
            for (Map.Entry<String, KeptFile> file : exercise.getValue().entrySet()) {
                KeptFile kept = file.getValue();
                node.putObject(file.getKey())
                        .put("kind", kept.kind().name().toLowerCase(Locale.ROOT))
                        .put("mode", kept.mode())
                        .put("target", kept.target());
                if (kept.kind() == KeptFile.Kind.FILE) {
                    files.replace(
                            draft.resolve(exercise.getKey()).resolve(file.getKey()),
                            kept.content());
                }
            }
        }
        try {
            files.replace(draft.resolve("backup.json"), MAPPER.writeValueAsBytes(root));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
        files.move(draft, folder);
        return new Backup(folder, number, why, exercises);
    }

    private static Backup read(Path folder, int number) throws StateException, IOException {
        JsonNode root = AttemptJson.parse(Files.readAllBytes(folder.resolve("backup.json")));
        if (!root.path("format").asText().equals(FORMAT)) {
            throw StateException.damaged("it is no backup");
        }
        Map<String, Map<String, KeptFile>> exercises = new TreeMap<>();
        for (Map.Entry<String, JsonNode> exercise : root.path("exercises").properties()) {
            Map<String, KeptFile> kept = new TreeMap<>();
            for (Map.Entry<String, JsonNode> file : exercise.getValue().properties()) {
                kept.put(
                        file.getKey(),
                        read(
                                folder.resolve(exercise.getKey()).resolve(file.getKey()),
                                file.getValue()));
            }
            exercises.put(exercise.getKey(), kept);
        }
        return new Backup(
                folder, number, root.path("why").asText(), Collections.unmodifiableMap(exercises));
    }

    private static KeptFile read(Path file, JsonNode node) throws IOException {
        return switch (node.path("kind").asText()) {
            case "file" ->
                    new KeptFile(
                            KeptFile.Kind.FILE,
                            node.path("mode").asText(),
                            "",
                            Files.readAllBytes(file));
            case "link" ->
                    new KeptFile(KeptFile.Kind.LINK, "", node.path("target").asText(), new byte[0]);
            default -> KeptFile.ABSENT;
        };
    }

    /** Returns whether the files of this exercise were brought back already. */
    boolean undone(String exercise) {
        return Files.exists(undoneMark(exercise));
    }

    /** Returns the file that says that the files of this exercise were brought back. */
    Path undoneMark(String exercise) {
        return folder.resolve(exercise + ".undone");
    }
}
