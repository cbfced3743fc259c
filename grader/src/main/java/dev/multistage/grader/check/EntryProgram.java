package dev.multistage.grader.check;

import dev.multistage.grader.dockerfile.Instruction;
import dev.multistage.grader.dockerfile.Keyword;
import dev.multistage.grader.image.Image;
import dev.multistage.grader.image.ImageConfig;
import dev.multistage.grader.image.LiveFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The program that a container of an image starts with. */
final class EntryProgram {

    private EntryProgram() {}

    /**
     * Returns the line that starts the program: ENTRYPOINT, or else CMD, or else the final FROM.
     */
    static List<Place> places(ImageEvidence evidence) {
        Instruction line =
                evidence.dockerfile()
                        .effective(Keyword.ENTRYPOINT)
                        .or(() -> evidence.dockerfile().effective(Keyword.CMD))
                        .orElseGet(() -> evidence.dockerfile().finalStage().from());
        return List.of(evidence.at(line));
    }

    /**
     * Finds the program's file: the first word of ENTRYPOINT and CMD, looked up in PATH and the
     * working directory as the engine does. For {@code sh -c "program …"} it is the program in
     * quotes.
     */
    static Optional<LiveFile> file(Image image) {
        ImageConfig config = image.config();
        List<String> words = new ArrayList<>(config.entrypoint());
        words.addAll(config.cmd());
        if (words.isEmpty()) {
            return Optional.empty();
        }
        String program = words.get(0);
        if (words.size() >= 3 && words.get(1).equals("-c") && program.endsWith("sh")) {
            String line = words.get(2).strip();
            line = line.startsWith("exec ") ? line.substring(5).strip() : line;
            program = line.split("\\s+", 2)[0];
        }
        return lookUp(image, program);
    }

    private static Optional<LiveFile> lookUp(Image image, String program) {
        if (program.startsWith("/")) {
            return image.file(program);
        }
        String directory =
                image.config().workingDir().isEmpty() ? "/" : image.config().workingDir();
        if (program.contains("/")) {
            return image.file(directory + "/" + program);
        }
        String path =
                image.config()
                        .env()
                        .getOrDefault(
                                "PATH",
                                "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        for (String folder : path.split(":")) {
            Optional<LiveFile> found = image.file(folder + "/" + program);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
