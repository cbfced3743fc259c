package dev.multistage.grader.author;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.multistage.grader.check.Checks;
import dev.multistage.grader.exercise.Exercise;
import dev.multistage.grader.exercise.Submission;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Looks at a solution's folder: reference, alternatives and mistakes, before anything is built. */
final class SolutionInspection {

    private static final int MISTAKES = 4;

    private final Exercise exercise;
    private final List<Defect> defects = new ArrayList<>();

    private SolutionInspection(Exercise exercise) {
        this.exercise = exercise;
    }

    static List<Defect> inspect(Exercise exercise) {
        SolutionInspection inspection = new SolutionInspection(exercise);
        inspection.reference();
        inspection.mistakes();
        inspection.overlays();
        return inspection.defects;
    }

    private void reference() {
        CourseText explanation =
                CourseText.read(exercise.files(), exercise.solutionPath() + "/README.md");
        if (explanation.isMissing()) {
            add(
                    explanation.path(),
                    1,
                    "the solution is not explained",
                    "Write why it is built this way, and what else would be right.");
        }
        String starter = Submission.ofStarter(exercise).digest();
        String main = exercise.declaration().editable().get(0);
        if (Submission.ofSolution(exercise).digest().equals(starter)) {
            add(
                    exercise.path() + "/app/" + main,
                    1,
                    "the starter is already solved: it is the reference solution",
                    "Restore the bloated file, or write the reference in "
                            + exercise.solutionPath()
                            + "/app/.");
        }
        for (String name : exercise.alternatives()) {
            if (Submission.ofAlternative(exercise, name).digest().equals(starter)) {
                add(
                        exercise.solutionPath() + "/alternatives/" + name + "/app/" + main,
                        1,
                        "the alternative is what the exercise starts from",
                        "Write it, or delete its folder.");
            }
        }
    }

    private void mistakes() {
        List<String> names = exercise.mistakes();
        if (names.size() < MISTAKES) {
            add(
                    exercise.solutionPath() + "/README.md",
                    1,
                    "there are " + names.size() + " mistakes",
                    "Add at least " + MISTAKES + " in mistakes/<name>/, each with a mistake.json.");
        }
        String reference = Submission.ofSolution(exercise).digest();
        for (String name : names) {
            mistake(name);
            if (Submission.ofMistake(exercise, name).digest().equals(reference)) {
                add(
                        exercise.solutionPath() + "/mistakes/" + name + "/mistake.json",
                        1,
                        "the mistake passes: its files are the reference solution",
                        "Put the wrong Dockerfile into its app/ folder.");
            }
        }
    }

    private void mistake(String name) {
        CourseText text =
                CourseText.read(
                        exercise.files(),
                        exercise.solutionPath() + "/mistakes/" + name + "/mistake.json");
        if (text.isMissing()) {
            add(
                    text.path(),
                    1,
                    "the mistake has no mistake.json",
                    "Write {\"title\": \"…\", \"codes\": [\"…\"]}.");
            return;
        }
        JsonNode json;
        try {
            json = new ObjectMapper().readTree(text.text());
        } catch (JsonProcessingException broken) {
            int line = broken.getLocation() == null ? 1 : broken.getLocation().getLineNr();
            add(text.path(), line, broken.getOriginalMessage(), "Correct the JSON.");
            return;
        }
        if (json.path("title").asText().isBlank()) {
            add(
                    text.path(),
                    text.lineOf("\"title\""),
                    "the mistake has no title",
                    "Say in a few words what somebody did wrong.");
        }
        if (json.path("codes").isEmpty()) {
            add(
                    text.path(),
                    text.lineOf("\"codes\""),
                    "the mistake names no code",
                    "List the codes that it must get, no more and no fewer.");
        }
        for (JsonNode code : json.path("codes")) {
            unknown(text, code.asText());
        }
    }

    /** Returns the codes that a mistake must get. */
    static Set<String> codes(Exercise exercise, String mistake) {
        Set<String> codes = new TreeSet<>();
        String file = exercise.solutionPath() + "/mistakes/" + mistake + "/mistake.json";
        try {
            new ObjectMapper()
                    .readTree(exercise.files().read(file).orElse(new byte[0]))
                    .path("codes")
                    .forEach(code -> codes.add(code.asText()));
        } catch (IOException broken) {
            // reported by the inspection
        }
        return codes;
    }

    private void unknown(CourseText text, String code) {
        if (!Checks.codes().contains(code)) {
            add(
                    text.path(),
                    text.lineOf("\"" + code + "\""),
                    "there is no code \"" + code + "\"" + HintInspection.didYouMean(code),
                    "./grade checks lists all codes.");
        }
    }

    /** Files that the grader would not take. */
    private void overlays() {
        CourseText declaration =
                CourseText.read(exercise.files(), exercise.path() + "/exercise.json");
        for (String code : exercise.declaration().starterFails()) {
            unknown(declaration, code);
        }
        for (String path : exercise.files().list(exercise.solutionPath())) {
            int app = path.indexOf("/app/");
            if (app > 0 && !exercise.declaration().editable().contains(path.substring(app + 5))) {
                add(
                        path,
                        1,
                        "the grader does not take this file: it is not editable",
                        "Delete it, or name it among \"editable\" in exercise.json.");
            }
        }
    }

    private void add(String file, int line, String what, String fix) {
        defects.add(new Defect(file, line, what, fix, false));
    }
}
