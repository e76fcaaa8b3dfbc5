package io.kafkatcp.lab;

/** Carries what the failed command itself said: in a lab of system tools that sentence is the diagnosis. */
public final class LabException extends RuntimeException {
    public LabException(String message) {
        super(message);
    }

    public LabException(String message, Throwable cause) {
        super(message, cause);
    }
}
