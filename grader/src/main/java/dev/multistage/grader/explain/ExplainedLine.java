package dev.multistage.grader.explain;

import java.util.Optional;

/**
 * One instruction with what it cost.
 *
 * @param line its first line, counted from 1; where there is no Dockerfile, its place in the
 *     image's history
 * @param endLine its last line
 * @param stage the name of its stage; empty before the first FROM and without a Dockerfile
 * @param shipped whether the image stands on that stage; other stages only give files to it
 * @param instruction the instruction on one line; untrusted
 * @param unpackedBytes bytes in the layers that it made, for FROM those of the base image
 * @param wasteBytes those that no container sees
 * @param leftoverBytes those that nothing needs
 * @param certain whether history and Dockerfile agree that these are its layers
 * @param run how the build ran it; empty if nothing was built
 * @param missed why it was not in the build cache; empty if it was or nothing was built
 */
public record ExplainedLine(
        int line,
        int endLine,
        String stage,
        boolean shipped,
        String instruction,
        long unpackedBytes,
        long wasteBytes,
        long leftoverBytes,
        boolean certain,
        Optional<LineRun> run,
        Optional<CacheMiss> missed) {}
