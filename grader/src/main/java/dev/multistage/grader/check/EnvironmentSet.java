package dev.multistage.grader.check;

import dev.multistage.grader.dockerfile.Instruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Demands that the image sets environment variables.
 *
 * @param variables names with their values
 */
@Describes(
        name = "environment-set",
        reference = "T21",
        summary = "The image sets the environment variables that the program needs in production.",
        failures = {
            @Failure(
                    code = "environment-missing",
                    title = "An environment variable is not set",
                    why =
                            "The program behaves otherwise without it, for example with slower code"
                                    + " paths meant for development.")
        })
public record EnvironmentSet(Map<String, String> variables) implements ImageCheck {

    public EnvironmentSet {
        if (variables == null || variables.isEmpty()) {
            throw new IllegalArgumentException("\"variables\" names no variable");
        }
        variables = Map.copyOf(variables);
    }

    @Override
    public String requirement() {
        return String.join(
                ", ",
                variables.entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .sorted()
                        .toList());
    }

    @Override
    public Outcome examine(ImageEvidence evidence) {
        Map<String, String> set = evidence.image().config().env();
        List<String> wrong = new ArrayList<>();
        variables.forEach(
                (name, value) -> {
                    if (!value.equals(set.get(name))) {
                        wrong.add(
                                set.containsKey(name)
                                        ? name + "=" + set.get(name)
                                        : name + " is not set");
                    }
                });
        if (wrong.isEmpty()) {
            return Outcome.passed(requirement());
        }
        Instruction from = evidence.dockerfile().finalStage().from();
        return Outcome.failed("environment-missing")
                .observed(String.join(", ", wrong))
                .expected(requirement())
                .at(evidence.at(from))
                .next("Add ENV " + requirement() + " to the final stage.");
    }
}
