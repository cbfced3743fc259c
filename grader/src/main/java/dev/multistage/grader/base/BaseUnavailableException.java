package dev.multistage.grader.base;

import dev.multistage.grader.docker.EngineException;

/** A base image is not in the engine, cannot be pulled and cannot be made here. */
public class BaseUnavailableException extends EngineException {
    public BaseUnavailableException(String message, String remedy, Throwable cause) {
        super(message, remedy, cause);
    }

    public BaseUnavailableException(String message, String remedy) {
        super(message, remedy);
    }
}
