package dev.multistage.grader.cli;

import picocli.CommandLine.Option;

/** The options of every command that builds with an engine. */
final class EngineOptions {

    @Option(names = "--no-install", description = "never install anything on this machine")
    private boolean noInstall;

    @Option(names = "--offline", description = "do not try to pull base images")
    private boolean offline;

    boolean mayInstall() {
        return !noInstall;
    }

    boolean offline() {
        return offline;
    }
}
