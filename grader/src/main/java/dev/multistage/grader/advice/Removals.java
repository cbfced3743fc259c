package dev.multistage.grader.advice;

import dev.multistage.grader.advice.Invocation.Argument;
import java.util.ArrayList;
import java.util.List;

/** What commands delete. */
final class Removals {

    private Removals() {}

    /** Returns the absolute paths that rm or {@code find -delete} names, wildcards cut off. */
    static List<String> paths(Invocation command, String directory) {
        List<String> paths = new ArrayList<>();
        if (command.runs("rm", "rmdir", "unlink")) {
            for (Argument operand : command.operands()) {
                if (operand.known() && !operand.value().contains("{")) {
                    paths.add(Paths.withoutPattern(Paths.absolute(directory, operand.value())));
                }
            }
        }
        if (command.program().equals("find") && deletes(command)) {
            for (Argument argument : command.arguments()) {
                if (argument.isOption() || argument.is("(") || argument.is("!")) {
                    break;
                }
                if (argument.known()) {
                    paths.add(Paths.absolute(directory, argument.value()));
                }
            }
        }
        return paths;
    }

    private static boolean deletes(Invocation command) {
        return command.has("-delete") || (command.has("-exec", "-execdir") && command.has("rm"));
    }

    /** Whether a command deletes what lies at a path, or may do so. */
    static boolean removes(Invocation command, String directory, String path) {
        if (command.runs("rm", "find", "rmdir")) {
            boolean unknown =
                    command.arguments().stream()
                            .anyMatch(
                                    argument ->
                                            !argument.known() || argument.value().contains("{"));
            return unknown
                    || paths(command, directory).stream()
                            .anyMatch(
                                    removed ->
                                            Paths.within(path, removed)
                                                    || Paths.within(removed, path));
        }
        return command.program().equals("xargs") && command.has("rm");
    }
}
