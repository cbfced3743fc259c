package dev.multistage.grader.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens a file with the program that the person's desktop has for it. */
final class Opener {

    private final Map<String, String> environment;

    Opener(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Opens a file; returns whether there was something to open it with. */
    boolean open(Path file) {
        Optional<String> program = program();
        if (program.isEmpty()) {
            return false;
        }
        try {
            new ProcessBuilder(program.get(), file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException cannotStart) {
            return false;
        }
    }

    private Optional<String> program() {
        boolean desktop =
                !environment.getOrDefault("DISPLAY", "").isEmpty()
                        || !environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
        List<String> names =
                System.getProperty("os.name", "").startsWith("Mac")
                        ? List.of("open")
                        : desktop ? List.of("wslview", "xdg-open") : List.of("wslview");
        for (String name : names) {
            for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
                if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, name))) {
                    return Optional.of(name);
                }
            }
        }
        return Optional.empty();
    }
}
