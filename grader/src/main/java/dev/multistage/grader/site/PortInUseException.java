package dev.multistage.grader.site;

/** Another program listens on the port. */
public final class PortInUseException extends Exception {

    private static final long serialVersionUID = 1;

    private final String owner;

    /**
     * @param port the port
     * @param owner who listens there, in words; empty if that cannot be found out
     */
    public PortInUseException(int port, String owner) {
        super("port " + port + " is in use" + (owner.isEmpty() ? "" : " by " + owner));
        this.owner = owner;
    }

    /** Returns who listens there, in words; empty if that could not be found out. */
    public String owner() {
        return owner;
    }
}
