package dev.multistage.grader.dockerfile;

import dev.multistage.grader.dockerfile.ImageReference.InvalidReferenceException;
import dev.multistage.grader.dockerfile.Problem.Code;
import dev.multistage.grader.dockerfile.VariableLexer.LexException;
import dev.multistage.grader.dockerfile.VariableLexer.Mode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes stages of instructions and finds out what each is built on. */
final class StageReader {

    private final Map<String, String> globals;
    private final char escape;
    private final ExpansionBudget budget;
    private final Consumer<Problem> problems;
    private final Map<String, Integer> byName = new HashMap<>();

    StageReader(
            Map<String, String> globals,
            char escape,
            ExpansionBudget budget,
            Consumer<Problem> problems) {
        this.globals = globals;
        this.escape = escape;
        this.budget = budget;
        this.problems = problems;
    }

    List<Stage> read(List<Instruction> instructions) {
        List<Stage> stages = new ArrayList<>();
        int next = 0;
        while (next < instructions.size() && instructions.get(next).keyword() != Keyword.FROM) {
            next++;
        }
        while (next < instructions.size()) {
            Instruction from = instructions.get(next++);
            int first = next;
            while (next < instructions.size() && instructions.get(next).keyword() != Keyword.FROM) {
                next++;
            }
            stages.add(stage(stages.size(), from, instructions.subList(first, next)));
        }
        explainLaterBases(stages);
        return List.copyOf(stages);
    }

    private Stage stage(int index, Instruction from, List<Instruction> instructions) {
        List<String> words = from.words();
        BaseReference base = base(from, words.get(0));
        Optional<String> name =
                words.size() == 3
                        ? Optional.of(GoCharacters.lower(words.get(2)))
                        : Optional.empty();
        Optional<String> platform = from.flag("platform").flatMap(flag -> platform(from, flag));
        name.ifPresent(
                value -> {
                    if (byName.put(value, index) != null) {
                        report(
                                Code.DUPLICATE_STAGE,
                                false,
                                from,
                                "Duplicate stage name \""
                                        + value
                                        + "\", stage names should be unique");
                    }
                });
        return new Stage(index, name, from, base, platform, instructions);
    }

    private BaseReference base(Instruction from, String written) {
        String expanded;
        try {
            expanded = VariableLexer.process(written, escape, globals, Mode.EXPAND, budget).text();
        } catch (LexException e) {
            report(Code.INVALID_EXPANSION, true, from, e.getMessage());
            return new BaseReference.InvalidBase(written);
        }
        if (expanded.isEmpty()) {
            report(Code.INVALID_BASE, true, from, blankBase(written));
            return new BaseReference.InvalidBase(written);
        }
        // BuildKit looks base names up as they are written, so that a capital letter never matches
        if (byName.containsKey(expanded)) {
            return new BaseReference.StageBase(byName.get(expanded));
        }
        if (expanded.equals("scratch")) {
            return new BaseReference.Scratch();
        }
        try {
            return new BaseReference.ExternalImage(ImageReference.parse(expanded), written);
        } catch (InvalidReferenceException e) {
            report(
                    Code.INVALID_BASE,
                    true,
                    from,
                    "failed to parse stage name \"" + expanded + "\": " + e.getMessage());
            return new BaseReference.InvalidBase(written);
        }
    }

    private static String blankBase(String written) {
        String message = "base name (" + written + ") should not be blank";
        return written.indexOf('$') < 0
                ? message
                : message + "; an ARG for FROM has to stand before the first FROM";
    }

    private Optional<String> platform(Instruction from, Flag flag) {
        String written = flag.value().orElse("");
        if (written.isEmpty()) {
            return Optional.empty();
        }
        try {
            String value =
                    VariableLexer.process(written, escape, globals, Mode.EXPAND, budget).text();
            if (value.isEmpty()) {
                report(
                        Code.INVALID_BASE,
                        true,
                        from,
                        "empty platform value from expression " + written);
                return Optional.empty();
            }
            return Optional.of(value);
        } catch (LexException e) {
            report(
                    Code.INVALID_EXPANSION,
                    true,
                    from,
                    "failed to process arguments for platform: " + e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * A FROM that names a stage below it takes an image of that name, which is right for {@code
     * FROM node AS node} and surprising for {@code FROM build}.
     */
    private void explainLaterBases(List<Stage> stages) {
        for (Stage stage : stages) {
            String word = stage.from().words().get(0);
            Integer named = byName.get(GoCharacters.lower(word));
            boolean external = !(stage.base() instanceof BaseReference.StageBase);
            if (external && named != null && named > stage.index()) {
                report(
                        Code.LATER_STAGE,
                        false,
                        stage.from(),
                        "FROM "
                                + word
                                + " takes an image of that name: the stage \""
                                + stages.get(named).label()
                                + "\" is defined only in line "
                                + stages.get(named).startLine());
            }
        }
    }

    private void report(Code code, boolean certain, Instruction from, String message) {
        Position position = from.position();
        problems.accept(new Problem(code, certain, position.line(), position.column(), message));
    }
}
