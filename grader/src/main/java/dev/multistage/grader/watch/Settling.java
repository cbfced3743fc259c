package dev.multistage.grader.watch;

/** When a save is read, and when it is graded. All times are nanoseconds of one clock. */
final class Settling {

    /** Editors write a file in several goes; it is read once nothing was heard for so long. */
    private static final long QUIET = 60_000_000;

    /** A file that is empty or gone after a save is most likely still being written. */
    private static final long DOUBT = 400_000_000;

    /** Changes that follow each other faster than this wait for the last one. */
    private static final long BURST = 700_000_000;

    private long first;
    private long readAt = WatchLoop.NEVER;
    private long changed;
    private long gradeAt;

    /**
     * @param now a first change is not taken for one of a burst
     */
    Settling(long now) {
        changed = now - 2 * BURST;
    }

    /** Plans a reading after something was heard. */
    void touched(long now) {
        first = readAt == WatchLoop.NEVER ? now : first;
        // a program that writes without end is read all the same
        readAt = Math.min(now + QUIET, first + DOUBT);
    }

    /** Plans a reading at once. */
    void readNow(long now) {
        first = now;
        readAt = now;
    }

    /** Returns when the files are to be read, {@link WatchLoop#NEVER} if nothing was heard. */
    long readAt() {
        return readAt;
    }

    boolean reading() {
        return readAt != WatchLoop.NEVER;
    }

    /** Takes in that the files were read; returns whether they are to be read again instead. */
    boolean waitsFor(Snapshot snapshot, long now) {
        boolean wait = snapshot.doubtful() && now - first < DOUBT;
        readAt = wait ? now + QUIET : WatchLoop.NEVER;
        return wait;
    }

    /**
     * Takes in that something changed: the first change is graded at once, a burst when it ends.
     */
    void changed(long now) {
        gradeAt = now - changed < BURST ? now + BURST : now;
        changed = now;
    }

    /** Returns when the last change may be graded. */
    long gradeAt() {
        return gradeAt;
    }
}
