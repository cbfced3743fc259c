package dev.multistage.grader.docker;

import dev.multistage.grader.docker.EngineAttempt.Result;
import java.util.List;
import java.util.stream.Collectors;

/** Says what a person can do where the grader cannot bring an engine up itself. */
final class EngineAdvice {

    private EngineAdvice() {}

    /** The user chose an engine, and it does not answer. */
    static EngineException chosen(EngineSearch search) {
        EngineAttempt attempt = search.attempts().get(0);
        String variable = attempt.endpoint().origin().split(" ")[0];
        return new EngineException(
                "No Docker engine answers where " + variable + " points: " + attempt.line() + ".",
                "Start that engine, or take the variable away: unset " + variable);
    }

    /** There is an engine, and this user may not use it. */
    static EngineException permission(EngineSearch search) {
        return new EngineException(
                "A Docker engine is here, but this user may not use it: " + tried(search) + ".",
                "Join its group: sudo usermod -aG docker \"$USER\"\n"
                        + "Then log out and in again (or, for this shell only: newgrp docker)");
    }

    /** Something holds the socket and says nothing. */
    static EngineException silent(EngineSearch search) {
        return new EngineException(
                "The Docker engine does not answer: " + tried(search) + ".",
                "It may be starting or stuck. Look at it: systemctl status docker (or restart Docker"
                        + " Desktop)");
    }

    /** No engine is to be had without a person doing something. */
    static EngineException none(EngineSearch search, Machine machine, boolean installed) {
        return new EngineException(
                installed
                        ? "The Docker engine is installed, but it does not run."
                        : "There is no Docker engine on this machine.",
                remedy(machine, installed) + "\nLooked at:\n" + places(search));
    }

    /** Installing was refused. */
    static EngineException refused(List<String> packages) {
        return new EngineException(
                "There is no Docker engine on this machine, and installing one was refused.",
                "Install it yourself: apt-get install " + String.join(" ", packages));
    }

    /** Returns the commands that bring an engine up on this machine, one on a line. */
    static String remedy(Machine machine, boolean installed) {
        if (machine.system().startsWith("Mac")) {
            return "Open Docker Desktop (docs.docker.com/desktop), or: brew install colima docker &&"
                    + " colima start";
        }
        if (machine.system().startsWith("Windows")) {
            return "Install Docker Desktop with its WSL engine (docs.docker.com/desktop), and run"
                    + " grade inside WSL.";
        }
        if (!machine.linux()) {
            return "Run grade on Linux, macOS, or Windows with WSL.";
        }
        if (machine.wsl()) {
            return "Start Docker Desktop and switch on its WSL integration for this distribution"
                    + " (Settings, Resources), or without Docker Desktop: "
                    + (machine.debian() ? "sudo ./grade setup" : linux(machine, installed));
        }
        return linux(machine, installed);
    }

    private static String linux(Machine machine, boolean installed) {
        String start = machine.systemd() ? "sudo systemctl start docker" : "sudo dockerd &";
        if (installed) {
            return "Start it: " + (machine.debian() ? "sudo ./grade setup" : start);
        }
        if (machine.debian()) {
            return "Let grade install it: sudo ./grade setup\n"
                    + "Then join its group: sudo usermod -aG docker \"$USER\", and log in again.";
        }
        String install =
                switch (machine.distribution()) {
                    case "fedora" -> "sudo dnf install moby-engine";
                    case "arch", "manjaro", "endeavouros" -> "sudo pacman -S docker docker-buildx";
                    case "alpine" -> "apk add docker && rc-service docker start";
                    case "opensuse-leap", "opensuse-tumbleweed", "sles" ->
                            "sudo zypper install docker docker-buildx";
                    case "nixos" -> "virtualisation.docker.enable = true in configuration.nix";
                    default -> "see docs.docker.com/engine/install for " + machine.distribution();
                };
        return "Install it: " + install + "\nThen start it: " + start;
    }

    private static String tried(EngineSearch search) {
        return search.attempts().stream()
                .filter(attempt -> attempt.result() != Result.NO_SOCKET)
                .map(EngineAttempt::line)
                .collect(Collectors.joining("; "));
    }

    private static String places(EngineSearch search) {
        return search.attempts().stream()
                .map(attempt -> "  " + attempt.line())
                .collect(Collectors.joining("\n"));
    }
}
