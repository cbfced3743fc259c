package dev.multistage.grader.docker;

import java.time.Duration;
import java.util.List;

/** How a build ended. */
public sealed interface BuildResult {

    /** Returns the steps in the order in which the engine first named them. */
    List<BuildStep> steps();

    /** Returns the linter's warnings, if the engine gives any. */
    List<BuildWarning> warnings();

    /**
     * Returns what was done differently from what the Dockerfile says, in sentences for the report,
     * for example that a {@code # syntax=} line was left out.
     */
    List<String> notes();

    /** Returns how long the build took. */
    Duration duration();

    /** The build made an image. */
    record Built(
            String imageId,
            List<BuildStep> steps,
            List<BuildWarning> warnings,
            List<String> notes,
            Duration duration)
            implements BuildResult {
        public Built {
            steps = List.copyOf(steps);
            warnings = List.copyOf(warnings);
            notes = List.copyOf(notes);
        }
    }

    /**
     * The build made no image.
     *
     * @param reason what kind of failure it was
     * @param message what the engine said, or a sentence of ours where that says more
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
            List<String> notes,
            Duration duration)
            implements BuildResult {
        public Failed {
            steps = List.copyOf(steps);
            warnings = List.copyOf(warnings);
            notes = List.copyOf(notes);
        }
    }

    /**
     * Kinds of failure. {@link #UNSUPPORTED}, {@link #BASE_UNAVAILABLE} and {@link #ENGINE} are not
     * the learner's.
     */
    enum Reason {
        /** The Dockerfile cannot be parsed. */
        SYNTAX,
        /** A RUN instruction ended with a code other than 0. */
        COMMAND,
        /** A COPY or ADD source does not exist. */
        MISSING_SOURCE,
        /** A stage is named that does not exist, or stages need each other in a circle. */
        STAGES,
        /** The Dockerfile needs something that this engine's builder does not know. */
        UNSUPPORTED,
        /** Anything else that the Dockerfile asked for and the engine could not do. */
        OTHER,
        /** The build ran over its time budget. */
        OVER_TIME,
        /** The build filled the disk budget. */
        OVER_DISK,
        /** The build printed more than its log budget. */
        OVER_LOG,
        /** The listener had heard enough. */
        STOPPED,
        /** A base image could not be had. */
        BASE_UNAVAILABLE,
        /** The engine stopped or ran out of disk. */
        ENGINE
    }
}
