package dev.multistage.grader.dockerfile;

import dev.multistage.grader.dockerfile.VariableLexer.LexException;
import dev.multistage.grader.dockerfile.VariableLexer.Mode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The variables that FROM lines see: those that BuildKit sets, then the ARG instructions before the
 * first FROM with the values that the build is given (buildMetaArgs and defaultArgs).
 */
final class GlobalArguments {

    private GlobalArguments() {}

    static Map<String, String> evaluate(
            List<Instruction> arguments,
            Map<String, String> given,
            String targetStage,
            char escape,
            ExpansionBudget budget,
            Consumer<Problem> problems) {
        Map<String, String> values = predefined(given, targetStage);
        for (Instruction instruction : arguments) {
            for (Assignment assignment : instruction.assignments()) {
                if (given.containsKey(assignment.name())) {
                    values.put(assignment.name(), given.get(assignment.name()));
                } else if (assignment.value().isPresent()) {
                    try {
                        String value = assignment.value().get();
                        values.put(
                                assignment.name(),
                                VariableLexer.process(value, escape, values, Mode.EXPAND, budget)
                                        .text());
                    } catch (LexException e) {
                        problems.accept(
                                new Problem(
                                        Problem.Code.INVALID_EXPANSION,
                                        true,
                                        assignment.start().line(),
                                        assignment.start().column(),
                                        e.getMessage()));
                    }
                }
            }
        }
        return values;
    }

    private static Map<String, String> predefined(Map<String, String> given, String targetStage) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String side : List.of("BUILD", "TARGET")) {
            values.put(side + "PLATFORM", "linux/amd64");
            values.put(side + "OS", "linux");
            values.put(side + "OSVERSION", "");
            values.put(side + "ARCH", "amd64");
            values.put(side + "VARIANT", "");
        }
        values.put("TARGETSTAGE", targetStage.isEmpty() ? "default" : targetStage);
        values.replaceAll((name, value) -> given.getOrDefault(name, value));
        return values;
    }
}
