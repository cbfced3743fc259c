package dev.multistage.grader.grading;

import dev.multistage.grader.docker.BuildListener;
import dev.multistage.grader.docker.ProgressListener;
import dev.multistage.grader.explain.CacheMiss;
import java.util.List;

/** Hears of a grade's progress. The core never prints. */
public interface GradingListener extends BuildListener, ProgressListener {

    /** Ignores everything. */
    GradingListener NONE =
            new GradingListener() {
                @Override
                public void advanced(String what, long done, long total) {
                    // nobody listens
                }
            };

    /** A part of the work begins, for example {@code building Dockerfile}. */
    default void begins(String what) {}

    /** A step of this Dockerfile was not in the build cache. */
    default void cacheMissed(String dockerfile, CacheMiss miss) {}

    /** Verdicts of checks that need no engine, before anything is built. */
    default void staticVerdicts(List<Finding> findings) {}

    /** Something that a person should know now. */
    default void notice(String text) {}
}
