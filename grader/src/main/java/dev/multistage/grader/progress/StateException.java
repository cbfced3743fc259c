package dev.multistage.grader.progress;

/** A file of the state that cannot be used as it is; the message is a phrase for the learner. */
final class StateException extends Exception {

    private static final long serialVersionUID = 1;

    private final boolean newer;

    private StateException(String message, boolean newer) {
        super(message);
        this.newer = newer;
    }

    /** Something is wrong with it. */
    static StateException damaged(String what) {
        return new StateException(what, false);
    }

    /** A newer version of the workbench wrote it. */
    static StateException newer(String format) {
        return new StateException("its format is \"" + format + "\"", true);
    }

    /** Returns whether a newer version of the workbench wrote it. */
    boolean newer() {
        return newer;
    }
}
