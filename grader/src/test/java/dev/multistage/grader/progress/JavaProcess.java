package dev.multistage.grader.progress;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process of its own with the classes of the tests. */
final class JavaProcess {

    private JavaProcess() {}

    /** Returns what starts the main method of a class in another virtual machine. */
    static ProcessBuilder of(Class<?> program, Object... arguments) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                program.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return new ProcessBuilder(command);
    }
}
