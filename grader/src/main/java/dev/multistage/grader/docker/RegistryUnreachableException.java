package dev.multistage.grader.docker;

/** A registry did not answer. */
public class RegistryUnreachableException extends EngineException {
    public RegistryUnreachableException(String registry, Throwable cause) {
        super(
                "The registry " + registry + " does not answer.",
                "Check the network, or prepare the base images ahead: ./grade bases build --all",
                cause);
    }
}
