package dev.multistage.site.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Chromium and its driver on this machine. As root on Debian they are installed if they are
 * missing. Elsewhere tests that need them are left out, unless {@code CI=true} or {@code
 * -Dbrowser=required}: then they fail.
 *
 * @param program the browser
 * @param driver its WebDriver
 */
record Chromium(Path program, Path driver) {

    private static final long INSTALL_MINUTES = 10;

    static Chromium required() throws IOException, InterruptedException {
        Optional<Chromium> found = find();
        if (found.isEmpty() && debian() && root()) {
            install();
            found = find();
        }
        if (found.isEmpty()) {
            String missing =
                    "Chromium and chromedriver are missing: the site was not tested in a browser.";
            boolean needed =
                    "true".equals(System.getenv("CI"))
                            || "required".equals(System.getProperty("browser"));
            if (needed) {
                throw new IllegalStateException(missing);
            }
            Assumptions.abort(missing);
        }
        return found.get();
    }

    private static Optional<Chromium> find() {
        Optional<Path> program = find("chromium", "chromium-browser", "google-chrome");
        Optional<Path> driver = find("chromedriver", "chromium.chromedriver");
        return program.isPresent() && driver.isPresent()
                ? Optional.of(new Chromium(program.get(), driver.get()))
                : Optional.empty();
    }

    private static Optional<Path> find(String... names) {
        String path = System.getenv().getOrDefault("PATH", "") + ":/usr/bin:/usr/local/bin";
        return Stream.of(names)
                .flatMap(name -> Stream.of(path.split(":")).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static boolean debian() {
        return Files.isExecutable(Path.of("/usr/bin/apt-get"));
    }

    static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static void install() throws IOException, InterruptedException {
        System.err.println("Installing chromium and chromium-driver for the browser tests.");
        apt("update");
        apt("install", "--no-install-recommends", "chromium", "chromium-driver");
    }

    private static void apt(String... arguments) throws IOException, InterruptedException {
        java.util.List<String> command =
                new java.util.ArrayList<>(
                        java.util.List.of("apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=300"));
        command.addAll(java.util.List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
        builder.redirectOutput(Path.of("target/apt.log").toFile());
        Process process = builder.start();
        if (!process.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES)) {
            process.destroy();
        }
    }
}
