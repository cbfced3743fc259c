package dev.multistage.grader.docker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Programs that answer as told: the first rule whose text occurs in the command decides. */
final class FakePrograms implements Programs {

    private record Rule(String part, int code, List<String> lines, int times) {}

    private final List<Rule> rules = new ArrayList<>();
    private final Map<String, Runnable> effects = new LinkedHashMap<>();
    private final List<String> ran = new ArrayList<>();

    /**
     * Answers commands that contain the text; commands without a rule end with 0 and say nothing.
     */
    FakePrograms when(String part, int code, String... lines) {
        rules.add(new Rule(part, code, List.of(lines), Integer.MAX_VALUE));
        return this;
    }

    /** Answers so once; a later rule decides after that. */
    FakePrograms once(String part, int code, String... lines) {
        rules.add(new Rule(part, code, List.of(lines), 1));
        return this;
    }

    /** Does something when a command that contains the text is run. */
    FakePrograms then(String part, Runnable effect) {
        effects.put(part, effect);
        return this;
    }

    /** Returns the commands that were run, each on a line. */
    List<String> ran() {
        return ran;
    }

    @Override
    public int run(List<String> command, Consumer<String> lines) {
        String line = String.join(" ", command);
        ran.add(line);
        effects.forEach(
                (part, effect) -> {
                    if (line.contains(part)) {
                        effect.run();
                    }
                });
        for (Rule rule : rules) {
            if (line.contains(rule.part)) {
                if (rule.times == 1) {
                    rules.remove(rule);
                }
                rule.lines.forEach(lines);
                return rule.code;
            }
        }
        return 0;
    }
}
