package dev.multistage.grader.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An instruction as BuildKit's first pass (frontend/dockerfile/parser) leaves it: split into words,
 * but not yet checked.
 *
 * @param word the keyword as written
 * @param wordStart where it begins
 * @param line the joined line without blanks around it, without heredocs
 * @param flags the flags before the arguments
 * @param source the arguments as written
 * @param arguments the words of them
 * @param assignments for ENV, LABEL and ARG: the same as names and values
 * @param json whether they are a JSON array
 * @param trigger for ONBUILD: the instruction behind it
 */
record RawInstruction(
        String word,
        Position wordStart,
        SourceText line,
        List<Flag> flags,
        SourceText source,
        List<Argument> arguments,
        List<Assignment> assignments,
        boolean json,
        Optional<RawInstruction> trigger) {

    /** A word of the arguments and where it stands in them. */
    record Argument(String value, int start, int end) {}

    Optional<Keyword> keyword() {
        return Keyword.of(word);
    }

    /** Returns the words of the arguments; for ONBUILD those of its trigger with its keyword. */
    List<String> words() {
        if (trigger.isPresent()) {
            List<String> words = new ArrayList<>();
            words.add(trigger.get().word());
            words.addAll(trigger.get().words());
            return words;
        }
        return arguments.stream().map(Argument::value).toList();
    }
}
