package io.kafkatcp.core.start.config;

/**
 * Says what is allowed instead of a value that was refused; carried from a {@link ValueParser} to whoever knows the
 * option.
 */
public final class BadValue extends Exception {

    public BadValue(String allowed) {
        super(allowed, null, false, false);
    }
}
