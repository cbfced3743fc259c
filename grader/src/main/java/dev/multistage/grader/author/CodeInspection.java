package dev.multistage.grader.author;

import dev.multistage.grader.check.Check;
import dev.multistage.grader.check.Checks;
import dev.multistage.grader.check.Failure;
import dev.multistage.grader.exercise.CourseFiles;
import dev.multistage.grader.exercise.Exercise;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Looks for codes that nothing proves. A code is proved by a starter or a mistake that must get it,
 * or by a test of the grader that names it: the word {@code runs-as-root} in a {@code …Test.java}
 * or {@code …IT.java} below {@code grader/src/test/java}. So there is no list to keep.
 */
final class CodeInspection {

    private static final String TESTS = "grader/src/test/java";

    private CodeInspection() {}

    static List<Defect> inspect(List<Exercise> exercises, CourseFiles files) {
        Set<String> proved = new LinkedHashSet<>();
        for (Exercise exercise : exercises) {
            proved.addAll(exercise.declaration().starterFails());
            for (String mistake : exercise.mistakes()) {
                proved.addAll(SolutionInspection.codes(exercise, mistake));
            }
        }
        List<CourseText> tests = new ArrayList<>();
        for (String path : files.list(TESTS)) {
            if (path.endsWith("Test.java") || path.endsWith("IT.java")) {
                tests.add(CourseText.read(files, path));
            }
        }
        List<Defect> defects = new ArrayList<>();
        for (Map.Entry<String, Class<? extends Check>> entry : Checks.types().entrySet()) {
            CourseText source =
                    CourseText.read(
                            files,
                            "grader/src/main/java/"
                                    + entry.getValue().getName().replace('.', '/')
                                    + ".java");
            for (Failure failure : Checks.describe(entry.getValue()).failures()) {
                String quoted = "\"" + failure.code() + "\"";
                if (!proved.contains(failure.code())
                        && tests.stream().noneMatch(test -> names(test, failure.code()))) {
                    defects.add(
                            Defect.at(
                                    source,
                                    source.lineOf(quoted),
                                    "nothing proves the code " + failure.code(),
                                    "Add a mistake that gets it, or a test that names it."));
                }
            }
        }
        return defects;
    }

    private static boolean names(CourseText test, String code) {
        return Pattern.compile("(?<![a-z-])" + Pattern.quote(code) + "(?![a-z-])")
                .matcher(test.text())
                .find();
    }
}
