package dev.multistage.grader.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What kind of machine this is, as far as it decides how an engine gets here.
 *
 * @param system operating system, as in {@code os.name}: {@code Linux}, {@code Mac OS X}, …
 * @param distribution the Linux distribution's id, for example {@code debian}; empty if unknown
 * @param debian whether it installs Debian packages (Debian, Ubuntu and their relatives)
 * @param root whether this process may install packages and start daemons
 * @param systemd whether systemd runs here
 * @param wsl whether this is Windows Subsystem for Linux
 */
public record Machine(
        String system,
        String distribution,
        boolean debian,
        boolean root,
        boolean systemd,
        boolean wsl) {

    /** Returns what this machine is. */
    public static Machine ofThisOne() {
        String release = read(Path.of("/etc/os-release"));
        return new Machine(
                System.getProperty("os.name"),
                value(release, "ID"),
                isDebian(release)
                        && Files.isExecutable(Path.of("/usr/bin/apt-get"))
                        && Files.isExecutable(Path.of("/usr/bin/dpkg")),
                runsAsRoot(),
                Files.isDirectory(Path.of("/run/systemd/system")),
                read(Path.of("/proc/version")).toLowerCase(Locale.ROOT).contains("microsoft"));
    }

    /** Returns whether this is Linux. */
    public boolean linux() {
        return system.equals("Linux");
    }

    static boolean isDebian(String release) {
        return (" " + value(release, "ID") + " " + value(release, "ID_LIKE") + " ")
                .matches(".* (debian|ubuntu) .*");
    }

    /** Returns a variable of an os-release file; empty if it is not there. */
    static String value(String release, String name) {
        return release.lines()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1).replace("\"", "").strip())
                .findFirst()
                .orElse("");
    }

    private static boolean runsAsRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException notLinux) {
            return false;
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException missing) {
            return "";
        }
    }
}
