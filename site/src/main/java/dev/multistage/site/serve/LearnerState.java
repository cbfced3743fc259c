package dev.multistage.site.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.multistage.grader.exercise.Catalogue;
import dev.multistage.grader.exercise.ExerciseId;
import dev.multistage.grader.progress.Attempt;
import dev.multistage.grader.progress.Attempts;
import dev.multistage.grader.progress.Progress;
import dev.multistage.grader.progress.ProgressStore;
import dev.multistage.grader.progress.Standing;
import dev.multistage.grader.report.Printable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Where the learner stands, as pages want to know it. */
final class LearnerState {

    private static final int MOST_NOTICES = 10;
    private static final int LONGEST = 500;

    private final Catalogue catalogue;
    private final ProgressStore store;
    private final Set<String> notices = new LinkedHashSet<>();

    LearnerState(Catalogue catalogue, ProgressStore store) {
        this.catalogue = catalogue;
        this.store = store;
    }

    /** Returns all exercises that were tried, by id, and what is wrong with the state. */
    synchronized void fill(ObjectNode node) {
        Progress progress = store.progress();
        ObjectNode exercises = node.putObject("exercises");
        for (ExerciseId id : catalogue.ids()) {
            exercise(id, progress.of(id)).ifPresent(each -> exercises.set(id.toString(), each));
        }
        ArrayNode said = node.putArray("notices");
        notices().forEach(said::add);
    }

    /** Returns one exercise; empty if it was never tried. */
    synchronized Optional<ObjectNode> exercise(ExerciseId id) {
        return exercise(id, store.progress().of(id));
    }

    /** Returns what should be known of the condition of the files. */
    synchronized List<String> notices() {
        store.takeNotices().stream().map(Printable::oneLine).forEach(notices::add);
        List<String> all = new ArrayList<>(notices);
        return all.subList(Math.max(0, all.size() - MOST_NOTICES), all.size());
    }

    /** Returns the attempts at an exercise. */
    synchronized Attempts attempts(ExerciseId id) {
        return store.attempts(id.toString());
    }

    /** Returns an attempt; empty if there is none, or another version wrote it or it is damaged. */
    synchronized Optional<GradeDocument> attempt(ExerciseId id, int number) {
        return attempts(id).get(number).map(GradeDocument::new);
    }

    /** Returns the last attempt that can be read. */
    synchronized Optional<GradeDocument> last(ExerciseId id) {
        return attempts(id).last().map(GradeDocument::new);
    }

    private Optional<ObjectNode> exercise(ExerciseId id, Standing standing) {
        Attempts attempts = attempts(id);
        if (standing.attempts() == 0 && attempts.numbers().isEmpty()) {
            return Optional.empty();
        }
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("exercise", id.toString())
                .put("attempts", standing.attempts())
                .put("passed", standing.passed().isPresent());
        Optional<GradeDocument> last = attempts.last().map(GradeDocument::new);
        last.ifPresent(document -> last(node.putObject("last"), document));
        OptionalInt newest = attempts.numbers().stream().mapToInt(Integer::intValue).max();
        if (newest.isPresent()
                && last.map(d -> d.attempt().number()).orElse(0) != newest.getAsInt()) {
            node.put("unreadable", newest.getAsInt());
        }
        return Optional.of(node);
    }

    private static void last(ObjectNode node, GradeDocument document) {
        Attempt attempt = document.attempt();
        node.put("number", attempt.number())
                .put("at", attempt.at().toString())
                .put("seconds", attempt.seconds())
                .put("status", document.status())
                .put("points", attempt.result().points())
                .put("of", attempt.result().of());
        attempt.result().bytes().ifPresent(bytes -> node.put("bytes", bytes));
        ObjectNode checks = node.putObject("checks");
        for (JsonNode finding : document.findings()) {
            String status = finding.path("status").asText();
            if (status.equals("advice")) {
                continue;
            }
            ObjectNode check = checks.putObject(shortened(finding.path("criterion").asText()));
            check.put("status", status);
            if (status.equals("failed")) {
                for (String field : List.of("title", "observed", "expected", "next")) {
                    check.put(field, shortened(finding.path(field).asText("")));
                }
                check.put("where", shortened(GradeDocument.where(finding)));
            } else if (status.equals("skipped")) {
                check.put("because", shortened(finding.path("because").asText("")));
            }
        }
    }

    private static String shortened(String text) {
        String line = Printable.oneLine(text);
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }
}
