package dev.multistage.grader.cli;

/**
 * Which standard streams are a terminal: the launcher knows, a virtual machine only guesses.
 *
 * @param in whether a person can type
 * @param out whether a person reads standard output
 * @param err whether a person reads standard error
 */
record Attached(boolean in, boolean out, boolean err) {

    /**
     * Reads what the launcher found out.
     *
     * @param streams the digits of the streams that are terminals, for example {@code 02}; null if
     *     there was no launcher
     */
    static Attached read(String streams) {
        if (streams == null) {
            boolean console = System.console() != null;
            return new Attached(console, console, console);
        }
        return new Attached(streams.contains("0"), streams.contains("1"), streams.contains("2"));
    }

    /** Returns whether somebody can be asked. */
    boolean interactive() {
        return in && err;
    }
}
