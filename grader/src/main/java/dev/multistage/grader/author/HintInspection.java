package dev.multistage.grader.author;

import dev.multistage.grader.check.Checks;
import dev.multistage.grader.exercise.CourseFiles;
import dev.multistage.grader.exercise.DidYouMean;
import dev.multistage.grader.exercise.Exercise;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Looks at hints: three short ones, of which the first two give nothing away. */
final class HintInspection {

    private static final int HINTS = 3;
    private static final int LINES = 4;

    /** Shorter lines ({@code COPY . .}, {@code FROM scratch}) are in everybody's Dockerfile. */
    private static final int MEANINGFUL = 16;

    private HintInspection() {}

    static List<Defect> inspect(Exercise exercise) {
        CourseText hints = CourseText.read(exercise.files(), exercise.path() + "/hints.md");
        List<Defect> defects = new ArrayList<>();
        List<String> ladder = exercise.hints().ladder();
        if (ladder.size() != HINTS) {
            defects.add(
                    Defect.at(
                            hints,
                            1,
                            "there are " + ladder.size() + " hints",
                            "Write three: ## Hint 1 (where to look), ## Hint 2 (the concept), ##"
                                    + " Hint 3 (the shape, with blanks)."));
        }
        for (int level = 1; level <= ladder.size(); level++) {
            String hint = ladder.get(level - 1);
            int line = hints.lineOf("## Hint " + level);
            if (hint.lines().count() > LINES) {
                defects.add(
                        Defect.at(
                                hints,
                                line,
                                "hint " + level + " has " + hint.lines().count() + " lines",
                                "Cut it to four: nobody reads more when stuck."));
            }
            if (level < HINTS) {
                givenAway(exercise, hint)
                        .forEach(
                                given ->
                                        defects.add(
                                                Defect.at(
                                                        hints,
                                                        line,
                                                        "the hint gives the solution away: "
                                                                + given,
                                                        "Say where to look or what to read; the"
                                                                + " shape belongs into hint 3.")));
            }
        }
        for (String code : exercise.hints().byCode().keySet()) {
            if (!Checks.codes().contains(code)) {
                defects.add(
                        Defect.at(
                                hints,
                                hints.lineOf("## When " + code),
                                "there is no code \"" + code + "\"" + didYouMean(code),
                                "./grade checks lists all codes."));
            }
        }
        return defects;
    }

    static String didYouMean(String code) {
        return DidYouMean.of(code, Checks.codes())
                .map(near -> "; did you mean \"" + near + "\"?")
                .orElse("")
                .replaceAll("\\?$", "");
    }

    /** Returns the solution's lines that a hint holds and the starter does not. */
    private static Set<String> givenAway(Exercise exercise, String hint) {
        String said = normal(hint);
        Set<String> shipped = new LinkedHashSet<>();
        for (String name : exercise.declaration().editable()) {
            shipped.addAll(meaningful(exercise.files(), exercise.path() + "/app/" + name));
        }
        Set<String> given = new LinkedHashSet<>();
        List<String> folders = new ArrayList<>();
        folders.add(exercise.solutionPath() + "/app/");
        for (String alternative : exercise.alternatives()) {
            folders.add(exercise.solutionPath() + "/alternatives/" + alternative + "/app/");
        }
        for (String folder : folders) {
            for (String path : exercise.files().list(folder)) {
                for (String line : meaningful(exercise.files(), path)) {
                    if (said.contains(line) && !shipped.contains(line)) {
                        given.add(line);
                    }
                }
            }
        }
        return given;
    }

    private static Set<String> meaningful(CourseFiles files, String path) {
        Set<String> lines = new LinkedHashSet<>();
        for (String line : CourseText.read(files, path).lines()) {
            String normal = normal(line);
            if (normal.length() >= MEANINGFUL && !normal.startsWith("#")) {
                lines.add(normal);
            }
        }
        return lines;
    }

    private static String normal(String text) {
        return text.replaceAll("[`\\\\]", " ")
                .replaceAll("\\s+", " ")
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
