package dev.multistage.grader.docker;

import java.time.Duration;
import java.util.List;

/** How a build ended. */
public sealed interface BuildResult {

    /** Returns the steps in the order in which the engine first named them. */
    List<BuildStep> steps();

    /** Returns the linter's warnings, if the engine gives any. */
    List<BuildWarning> warnings();

    /** Returns how long the build took. */
    Duration duration();

    /** The build made an image. */
    record Built(
            String imageId, List<BuildStep> steps, List<BuildWarning> warnings, Duration duration)
            implements BuildResult {
        public Built {
            steps = List.copyOf(steps);
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * The build made no image.
     *
     * @param reason what kind of failure it was
     * @param message what the engine said
     * @param line the Dockerfile line (1-based) that failed, 0 if unknown
     * @param step the step that failed, null if none had begun
     */
    record Failed(
            Reason reason,
            String message,
            int line,
            BuildStep step,
            List<BuildStep> steps,
            List<BuildWarning> warnings,
            Duration duration)
            implements BuildResult {
        public Failed {
            steps = List.copyOf(steps);
            warnings = List.copyOf(warnings);
        }
    }

    /** Kinds of failure. Only the last two are not the learner's. */
    enum Reason {
        /** The Dockerfile cannot be parsed. */
        SYNTAX,
        /** A RUN instruction ended with a code other than 0. */
        COMMAND,
        /** A COPY or ADD source does not exist. */
        MISSING_SOURCE,
        /** Anything else that the Dockerfile asked for and the engine could not do. */
        OTHER,
        /** The build ran over its time budget. */
        OVER_TIME,
        /** The build filled the disk budget. */
        OVER_DISK,
        /** The build printed more than its log budget. */
        OVER_LOG,
        /** A base image could not be had. */
        BASE_UNAVAILABLE,
        /** The engine stopped or ran out of disk. */
        ENGINE
    }
}
