package dev.multistage.grader.check;

import java.util.Set;

/** A submission that was built a moment ago, and can be built again after an edit of its files. */
public interface RebuildEvidence {

    /** Returns the Dockerfile. */
    DockerfileEvidence dockerfile();

    /**
     * Adds blank space to the end of a file in the context, other blanks each time, and builds
     * again. The learner's own files stay as they are.
     *
     * @param path the file, relative to the context; if .dockerignore leaves it out, nothing
     *     changes
     * @param lines Dockerfile lines of the steps in question; the build is cut short once it is
     *     known of all of them whether they run. If empty, the build goes on to its end.
     */
    Rebuild afterEditing(String path, Set<Integer> lines) throws InterruptedException;
}
