package dev.multistage.grader.advice;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A program and its arguments, as a RUN, CMD or ENTRYPOINT starts it, behind wrappers such as
 * {@code sudo} or {@code env}.
 *
 * @param program its name without directory, lower case kept
 * @param arguments its arguments
 * @param environment variables that are set for it or before it in the same script
 * @param span where it stands
 * @param conditional whether it may not run: in an {@code if}, a loop, behind {@code ||}
 * @param piped whether it reads from the program before it
 * @param output the file that its standard output goes to
 * @param sudo whether it runs through sudo
 */
record Invocation(
        String program,
        List<Argument> arguments,
        Map<String, String> environment,
        Span span,
        boolean conditional,
        boolean piped,
        Optional<String> output,
        boolean sudo) {

    /**
     * An argument.
     *
     * @param text as written
     * @param value its value, variables of the Dockerfile put in; what is known of it if not all
     * @param known whether all of it is known
     * @param pattern whether a shell expands it to file names
     */
    record Argument(String text, String value, boolean known, boolean pattern) {

        boolean is(String expected) {
            return known && value.equals(expected);
        }

        boolean isOption() {
            return value.startsWith("-") && value.length() > 1;
        }
    }

    Invocation {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    boolean runs(String... programs) {
        return List.of(programs).contains(program);
    }

    boolean has(String... options) {
        List<String> wanted = List.of(options);
        return arguments.stream().anyMatch(a -> a.known() && wanted.contains(a.value()));
    }

    /** Whether an argument begins with one of these. */
    boolean hasPrefix(String... prefixes) {
        return arguments.stream()
                .anyMatch(
                        a -> {
                            for (String prefix : prefixes) {
                                if (a.value().startsWith(prefix)) {
                                    return true;
                                }
                            }
                            return false;
                        });
    }

    /** Returns the value of {@code --name value} or {@code --name=value}. */
    Optional<String> option(String... names) {
        for (String name : names) {
            for (int i = 0; i < arguments.size(); i++) {
                String value = arguments.get(i).value();
                if (value.equals(name) && i + 1 < arguments.size()) {
                    return Optional.of(arguments.get(i + 1).value());
                }
                if (value.startsWith(name + "=")) {
                    return Optional.of(value.substring(name.length() + 1));
                }
            }
        }
        return Optional.empty();
    }

    /** Whether all that it is given is known. */
    boolean allKnown() {
        return arguments.stream().allMatch(Argument::known);
    }

    /** Returns the arguments that are no options. */
    List<Argument> operands() {
        return arguments.stream().filter(argument -> !argument.isOption()).toList();
    }

    /** Returns an operand, or an empty text. */
    String operand(int index) {
        List<Argument> operands = operands();
        return index < operands.size() && operands.get(index).known()
                ? operands.get(index).value()
                : "";
    }

    /** Returns the command as a reader would say it, shortened. */
    String shown() {
        StringBuilder text = new StringBuilder(program);
        for (Argument argument : arguments) {
            if (text.length() + argument.text().length() > 60) {
                return text.append(" …").toString();
            }
            text.append(' ').append(argument.text().replace('\n', ' '));
        }
        return text.toString();
    }
}
