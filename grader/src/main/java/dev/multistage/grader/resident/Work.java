package dev.multistage.grader.resident;

import java.io.OutputStream;
import java.util.Map;
import java.util.OptionalInt;

/** What a resident does for one request. Each request gets work of its own, on its own thread. */
public interface Work extends AutoCloseable {

    /**
     * Does what was asked for.
     *
     * @param request what a launcher handed over
     * @param variables the environment variables that hold for it
     * @param out where results go; the launcher prints them when the work is done
     * @param err where progress and problems go; the launcher prints them at once
     * @return the exit code, or empty if this can only be done by a process that owns the terminal:
     *     then the launcher starts one, and nothing of {@code out} is printed
     */
    OptionalInt run(
            Request request, Map<String, String> variables, OutputStream out, OutputStream err);

    /** Is told, from another thread, that the person at the terminal wants this to end. */
    void interrupt();

    /**
     * Cleans up. The launcher has its answer by then and need not wait; the next one does. Called
     * once, by another thread than {@link #run}, and never interrupted.
     */
    @Override
    void close();
}
