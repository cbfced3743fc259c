package dev.multistage.grader.container;

/**
 * A process in a container, seen from the host.
 *
 * @param pid process id on the host
 * @param realUid real user id as the container counts (with user namespaces the host counts
 *     otherwise); -1 if it is known only that it is not 0
 * @param effectiveUid effective user id, in the same way
 * @param command command line; untrusted text
 */
public record ContainerProcess(int pid, int realUid, int effectiveUid, String command) {}
