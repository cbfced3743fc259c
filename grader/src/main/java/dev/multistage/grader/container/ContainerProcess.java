package dev.multistage.grader.container;

/**
 * A process in a container, seen from the host.
 *
 * @param pid process id on the host
 * @param realUid real user id
 * @param effectiveUid effective user id
 * @param command command line; untrusted text
 */
public record ContainerProcess(int pid, int realUid, int effectiveUid, String command) {}
