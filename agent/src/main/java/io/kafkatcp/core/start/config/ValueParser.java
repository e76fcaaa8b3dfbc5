package io.kafkatcp.core.start.config;

/** How the text of an option becomes its value; one implementation per kind of value, in {@link ValueParsers}. */
public interface ValueParser {

    /**
     * @param text the value as the user wrote it, trimmed
     * @throws BadValue whose message says what is allowed, to be read after "allowed: "
     */
    Object parse(String text) throws BadValue;
}
