package dev.multistage.grader.docker;

import java.util.List;
import java.util.Optional;

/**
 * What the doctor looks at: facts, collected before anything is judged.
 *
 * @param machine this machine
 * @param search where an engine was looked for
 * @param engine what the engine says, empty if none answers
 * @param engineProblem why the engine that answered could not be asked; empty if it could
 * @param command the docker command, if there is one
 * @param engineDisk free space at the engine's data folder
 * @param cacheDisk free space at the grader's cache
 * @param proxies proxies in the environment
 * @param buildProxies proxies that the docker command's configuration gives to build steps
 * @param imageRegistry whether the engine reaches the registry of images
 * @param packageRegistries whether this machine reaches the registries of packages
 * @param started the engine, if the grader started it
 * @param leftovers containers that earlier grades left behind
 */
record Symptoms(
        Machine machine,
        EngineSearch search,
        Optional<EngineReport> engine,
        String engineProblem,
        Optional<DockerCommand> command,
        DiskSpace engineDisk,
        DiskSpace cacheDisk,
        ProxySettings proxies,
        ProxySettings buildProxies,
        Optional<Reachability> imageRegistry,
        List<Reachability> packageRegistries,
        Optional<StartedEngine> started,
        int leftovers) {

    Symptoms {
        packageRegistries = List.copyOf(packageRegistries);
    }
}
