package dev.multistage.grader.advice;

import dev.multistage.grader.dockerfile.Keyword;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** T10: the same files are put into the image twice. */
final class DuplicateRule implements Rule {

    static final Topic TOPIC =
            new Topic(
                    "T10",
                    "copied-twice",
                    Weight.IMPROVEMENT,
                    "The same files are in the image twice",
                    "Every copy counts in full; a link would do.");

    @Override
    public List<Topic> topics() {
        return List.of(TOPIC);
    }

    @Override
    public void judge(Reading reading, Notebook notebook) {
        Map<String, Step> seen = new HashMap<>();
        List<Writes.Write> writes = new ArrayList<>();
        for (Step step : reading.image()) {
            if (step.is(Keyword.COPY)) {
                boolean heavy = step.from().isPresent() || step.copiesWholeContext();
                for (String source : step.sources()) {
                    String path = Paths.absolute("/", source);
                    String key = step.from().orElse("") + "\n" + path;
                    Step first = heavy && !small(path) ? seen.putIfAbsent(key, step) : null;
                    if (first != null) {
                        notebook.note(
                                TOPIC,
                                step.span(),
                                (path.equals("/") ? "The context" : path)
                                        + " is copied by line "
                                        + first.line()
                                        + " and again by line "
                                        + step.line()
                                        + ".",
                                "Keep one copy, and a symbolic link where another path is needed.");
                    }
                }
            }
            if (step.is(Keyword.RUN)) {
                step.commands().forEach(command -> copies(step, command, writes, notebook));
            }
            writes.addAll(Writes.of(reading, step));
        }
    }

    private static boolean small(String path) {
        return path.matches(".*\\.(?:json|toml|lock|txt|mod|sum|yaml|yml|ini|cfg|conf|crt|pem|sh)");
    }

    private static void copies(
            Step step, Invocation command, List<Writes.Write> writes, Notebook notebook) {
        boolean whole =
                command.runs("cp")
                        && command.arguments().stream()
                                .anyMatch(a -> a.value().matches("-[a-zA-Z]*[raR][a-zA-Z]*"));
        List<Invocation.Argument> operands = command.operands();
        if (!whole || operands.size() < 2 || command.has("-l", "-s")) {
            return;
        }
        for (Invocation.Argument operand : operands.subList(0, operands.size() - 1)) {
            String path = Paths.withoutPattern(Paths.absolute(step.directory(), operand.value()));
            for (Writes.Write write : writes) {
                boolean stays = operand.known() && !step.mountCovers(path) && !step.mayRemove(path);
                if (stays
                        && !write.file()
                        && (path.equals(write.path()) || Paths.within(write.path(), path))
                        && !path.equals("/")) {
                    notebook.note(
                            TOPIC,
                            command.span(),
                            "\""
                                    + command.shown()
                                    + "\" copies what line "
                                    + write.line()
                                    + " already put into the image.",
                            "Let line "
                                    + write.line()
                                    + " write to the final place, or link with ln -s.");
                    return;
                }
            }
        }
    }
}
