package dev.multistage.grader.explain;

import java.util.List;

/**
 * Why an instruction was not taken from the build cache.
 *
 * @param line the instruction's first line, counted from 1
 * @param reason what kind of reason it was
 * @param because the reason in a plain sentence; untrusted text may be quoted in it
 * @param files paths of changed files in the build context, at most {@value #MOST_FILES}
 */
public record CacheMiss(int line, Reason reason, String because, List<String> files) {

    /** More changed files are not named. */
    public static final int MOST_FILES = 20;

    public CacheMiss {
        files = List.copyOf(files.subList(0, Math.min(files.size(), MOST_FILES)));
    }

    /** Kinds of reasons. */
    public enum Reason {
        /** Nothing is remembered of an earlier build. */
        FIRST_BUILD,
        /** The image that the stage starts from is another one. */
        BASE_CHANGED,
        /** The text of the instruction changed, or it is new. */
        INSTRUCTION_CHANGED,
        /** A file changed that the instruction reads from the build context. */
        FILES_CHANGED,
        /** A variable changed that the instruction sees. */
        ARGUMENT_CHANGED,
        /** An instruction before it in its stage ran again. */
        PARENT_RAN,
        /** The stage that it copies from ran again. */
        STAGE_RAN,
        /** Nothing changed that the grader can see; the engine no longer had the result. */
        NOT_IN_CACHE
    }
}
