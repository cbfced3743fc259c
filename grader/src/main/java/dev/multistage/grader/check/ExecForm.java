package dev.multistage.grader.check;

import dev.multistage.grader.dockerfile.Instruction;
import dev.multistage.grader.dockerfile.Keyword;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Demands that the program itself is process 1, not a shell or a package manager around it. */
@Describes(
        name = "exec-form",
        reference = "T24",
        summary = "CMD and ENTRYPOINT start the program directly, so that it receives signals.",
        failures = {
            @Failure(
                    code = "shell-form",
                    title = "A shell stands between Docker and your program",
                    why =
                            "The shell or package manager is process 1. docker stop sends it SIGTERM;"
                                    + " your program may never hear of it and is killed ten seconds"
                                    + " later.")
        })
public record ExecForm() implements DockerfileCheck {

    private static final Set<String> SHELLS = Set.of("sh", "bash", "ash", "dash");
    private static final Set<String> PACKAGE_MANAGERS = Set.of("npm", "yarn", "pnpm", "npx");

    @Override
    public String requirement() {
        return "exec form for CMD and ENTRYPOINT";
    }

    @Override
    public Outcome examine(DockerfileEvidence evidence) {
        Optional<Instruction> entrypoint = evidence.dockerfile().effective(Keyword.ENTRYPOINT);
        Optional<Instruction> cmd = evidence.dockerfile().effective(Keyword.CMD);
        for (Optional<Instruction> found : List.of(entrypoint, cmd)) {
            if (found.isPresent()) {
                Optional<String> wrapper = wrapper(found.get());
                if (wrapper.isPresent()) {
                    return Outcome.failed("shell-form")
                            .observed(wrapper.get())
                            .expected("the program and its arguments as a JSON list")
                            .at(evidence.at(found.get()))
                            .next(
                                    "Write "
                                            + found.get().keyword()
                                            + " [\"program\", \"argument\"] with double quotes, and"
                                            + " name the program itself.");
                }
            }
        }
        return Outcome.passed(
                entrypoint
                        .or(() -> cmd)
                        .map(i -> i.keyword() + " in exec form")
                        .orElse("as the base"));
    }

    /** Small programs that only start another one and pass signals on to it. */
    private static final Set<String> INITS = Set.of("tini", "dumb-init", "env", "busybox", "--");

    private static List<String> withoutInit(List<String> words) {
        int first = 0;
        while (first < words.size()
                && INITS.contains(
                        words.get(first).substring(words.get(first).lastIndexOf('/') + 1))) {
            first++;
        }
        return words.subList(first, words.size());
    }

    private static Optional<String> wrapper(Instruction instruction) {
        Optional<List<String>> json = instruction.jsonForm();
        if (json.isEmpty()) {
            String words = instruction.arguments().strip();
            // "exec program" replaces the shell: the program becomes process 1 all the same
            return words.matches("(?s)exec\\s.*")
                    ? Optional.empty()
                    : Optional.of(instruction.keyword() + " in shell form: /bin/sh -c runs it");
        }
        List<String> words = withoutInit(json.get());
        if (words.isEmpty()) {
            return Optional.empty();
        }
        String program = words.get(0).substring(words.get(0).lastIndexOf('/') + 1);
        if (SHELLS.contains(program)
                && words.size() > 2
                && words.get(1).startsWith("-")
                && words.get(1).endsWith("c")) {
            return words.get(2).strip().matches("(?s)exec\\s.*")
                    ? Optional.empty()
                    : Optional.of(program + " -c is process 1");
        }
        return PACKAGE_MANAGERS.contains(program)
                ? Optional.of(program + " is process 1 and starts a shell")
                : Optional.empty();
    }
}
