package dev.multistage.grader.base;

import dev.multistage.grader.docker.DebianPackages;
import dev.multistage.grader.docker.InstallConsent;
import dev.multistage.grader.docker.Machine;
import dev.multistage.grader.docker.ProgressListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * The few programs of the host that stand-ins begin with. A missing one is installed where this can
 * be done without guessing, on Debian and Ubuntu as root, or named with its command.
 */
final class HostTools {

    /** A program and the Debian package that it comes in. */
    enum Tool {
        MMDEBSTRAP("mmdebstrap", "mmdebstrap"),
        DEBUGFS("debugfs", "e2fsprogs"),
        PIP("pip3", "python3-pip");

        private final String program;
        private final String debianPackage;

        Tool(String program, String debianPackage) {
            this.program = program;
            this.debianPackage = debianPackage;
        }

        /** Returns where the program is; only after {@link HostTools#require}. */
        Path path() {
            return HostCommand.find(program).orElseThrow();
        }
    }

    /** Installs packages; tests replace it. */
    @FunctionalInterface
    interface Installer {
        void install(List<String> packages, ProgressListener progress) throws InterruptedException;
    }

    private final Machine machine;
    private final Predicate<String> present;
    private final Installer installer;
    private final InstallConsent consent;

    HostTools(
            Machine machine,
            Predicate<String> present,
            Installer installer,
            InstallConsent consent) {
        this.machine = machine;
        this.present = present;
        this.installer = installer;
        this.consent = consent;
    }

    /** Returns the tools of this machine. */
    static HostTools ofThisMachine(InstallConsent consent) {
        return new HostTools(
                Machine.ofThisOne(),
                program -> HostCommand.find(program).isPresent(),
                DebianPackages.ofThisMachine()::install,
                consent);
    }

    /**
     * Sees to it that these tools are there.
     *
     * @throws BaseUnavailableException if one is missing and may not or cannot be installed
     */
    void require(Collection<Tool> tools, ProgressListener progress) throws InterruptedException {
        List<String> missing = new ArrayList<>();
        for (Tool tool : tools) {
            if (!present.test(tool.program)) {
                missing.add(tool.debianPackage);
                if (tool == Tool.MMDEBSTRAP && !isDebian(machine)) {
                    missing.add("debian-archive-keyring");
                }
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        String command = "apt-get install --no-install-recommends " + String.join(" ", missing);
        if (!machine.debian()) {
            throw new BaseUnavailableException(
                    "Base images cannot be pulled here, and stand-ins for them can be made on"
                            + " Debian and Ubuntu only.",
                    "Connect to a network where docker pull works, then start again.");
        }
        if (!machine.root()) {
            throw missing(missing, "sudo " + command);
        }
        if (!consent.agrees(missing, "making base images that cannot be pulled")) {
            throw missing(missing, command);
        }
        installer.install(missing, progress);
    }

    /** Returns whether a machine runs Debian itself, and so has a mirror of Debian's archive. */
    static boolean isDebian(Machine machine) {
        return machine.distribution().equals("debian");
    }

    private static BaseUnavailableException missing(List<String> packages, String command) {
        return new BaseUnavailableException(
                "Base images cannot be pulled here, and making stand-ins for them needs "
                        + String.join(", ", packages)
                        + ".",
                "Install what is missing, then start again: " + command);
    }
}
