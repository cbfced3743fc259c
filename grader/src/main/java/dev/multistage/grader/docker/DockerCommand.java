package dev.multistage.grader.docker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code docker} command, which learners use beside the grader. The grader does not need it.
 *
 * @param path where it is
 * @param version its version; empty if it did not say
 * @param buildx whether it has the plugin that it builds with
 */
record DockerCommand(Path path, String version, boolean buildx) {

    /**
     * From this version on the command builds with BuildKit by default, and needs buildx for it.
     */
    private static final int NEEDS_BUILDX = 23;

    private static final Pattern VERSION = Pattern.compile("version v?([0-9][^, ]*)");

    /** Looks for the command on the PATH. */
    static Optional<DockerCommand> find(Programs programs) throws InterruptedException {
        Optional<Path> path = Programs.find("docker");
        if (path.isEmpty()) {
            return Optional.empty();
        }
        String program = path.get().toString();
        List<String> said = new ArrayList<>();
        programs.run(List.of(program, "--version"), said::add);
        boolean buildx = programs.run(List.of(program, "buildx", "version"), line -> {}) == 0;
        return Optional.of(new DockerCommand(path.get(), version(said), buildx));
    }

    private static String version(List<String> said) {
        Matcher version = VERSION.matcher(String.join(" ", said));
        return version.find() ? version.group(1) : "";
    }

    /** Says what {@code docker build} by hand would do. */
    Diagnosis diagnose() {
        String name = "docker command";
        String what = path + (version.isEmpty() ? "" : ", version " + version);
        if (buildx) {
            return Diagnosis.ok(name, what + ", builds with BuildKit (buildx).");
        }
        String old =
                "docker build by hand uses the old builder: it knows no RUN --mount, no heredocs and"
                        + " no COPY --link, and it builds stages that nothing needs. The grader does"
                        + " not use it.";
        if (major() >= NEEDS_BUILDX) {
            return Diagnosis.warning(
                    name,
                    what + ", has no buildx: " + old,
                    "Debian 13, Ubuntu: sudo apt-get install docker-buildx. Elsewhere:"
                            + " docs.docker.com/build/install-buildx. Or let the grader build:"
                            + " ./grade build exercise-3");
        }
        return Diagnosis.warning(
                name,
                what + ": " + old,
                "export DOCKER_BUILDKIT=1 before docker build. Or let the grader build: ./grade build"
                        + " exercise-3");
    }

    private int major() {
        return new EngineInfo(version, "", "", "", "", true).majorVersion();
    }
}
