package dev.multistage.grader.grading;

import dev.multistage.grader.base.BaseImages;
import dev.multistage.grader.docker.ComposeCommand;
import dev.multistage.grader.docker.Engine;
import dev.multistage.grader.docker.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where Compose comes from: from this machine, else out of the image {@value #IMAGE}, which holds
 * nothing else. That image is had like a base image, so that it works wherever these do.
 */
final class ComposeSource {

    private static final String IMAGE = "docker/compose-bin:v2.26.1";
    private static final String PROGRAM = "/docker-compose";

    private final Engine engine;
    private final Options options;
    private final GradingListener listener;
    private String missing = "";

    ComposeSource(Engine engine, Options options, GradingListener listener) {
        this.engine = engine;
        this.options = options;
        this.listener = listener;
    }

    /** Returns why there is none, after {@link #find} found none. */
    String missing() {
        return missing;
    }

    /** Looks for Compose. */
    Optional<ComposeCommand> find() throws InterruptedException {
        Optional<ComposeCommand> installed = ComposeCommand.installed();
        if (installed.isPresent()) {
            return installed;
        }
        Path kept = options.cache().resolve("compose").resolve(IMAGE.replaceAll(".*:", "compose-"));
        if (Files.isExecutable(kept)) {
            Optional<ComposeCommand> command = ComposeCommand.of(kept);
            if (command.isPresent()) {
                return command;
            }
        }
        if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
            missing = without("this machine has no docker compose of version 2 or later");
            return Optional.empty();
        }
        return fetched(kept);
    }

    private Optional<ComposeCommand> fetched(Path kept) throws InterruptedException {
        listener.begins("fetching Compose");
        try {
            String name =
                    BaseImages.of(engine, options.consent(), options.offline())
                            .resolve(List.of(IMAGE), listener)
                            .get(0)
                            .name();
            keep(kept, part -> engine.copy(name, PROGRAM, part));
            Optional<ComposeCommand> command = ComposeCommand.of(kept);
            if (command.isEmpty()) {
                missing = without("the Compose of " + IMAGE + " does not run here");
            }
            return command;
        } catch (EngineException | IOException failed) {
            missing = without("Compose cannot be had: " + failed.getMessage());
            return Optional.empty();
        }
    }

    /** Writes a program; another file in its place, or none, but never half of one. */
    interface Writing {
        void into(Path file) throws IOException;
    }

    static void keep(Path kept, Writing writing) throws IOException {
        Files.createDirectories(kept.getParent());
        Path part = Files.createTempFile(kept.getParent(), "compose", ".part");
        try {
            writing.into(part);
            if (!part.toFile().setExecutable(true)) {
                throw new IOException("it cannot be made executable");
            }
            Files.move(part, kept, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static String without(String reason) {
        return reason
                + ". Install it (docs.docker.com/compose/install) or name it in "
                + ComposeCommand.VARIABLE
                + ".";
    }
}
