package io.kafkatcp.core.start.config;

/**
 * Which types of Kafka clients are meant: a set of {@code producer}, {@code consumer}, {@code admin}, or all there are.
 */
public final class ClientTypes {

    private static final String ALL = "all";
    private static final String[] NAMES = {"producer", "consumer", "admin", ALL};
    private static final ClientTypes EVERY = new ClientTypes(ALL);

    private final String types;

    private ClientTypes(String types) {
        this.types = types;
    }

    static ClientTypes parse(String text) throws BadValue {
        StringBuilder types = new StringBuilder("+");
        for (String part : text.split("\\+", -1)) {
            if (!isKnown(part)) {
                throw new BadValue("any of producer, consumer, admin joined by +, or all" + Nearest.hint(part, NAMES));
            }
            if (part.equals(ALL)) {
                return checkedAll(text);
            }
            types.append(part).append('+');
        }
        return new ClientTypes(types.toString());
    }

    private static ClientTypes checkedAll(String text) throws BadValue {
        if (!text.equals(ALL)) {
            throw new BadValue("all stands alone; or any of producer, consumer, admin joined by +");
        }
        return EVERY;
    }

    public boolean isEverything() {
        return this == EVERY;
    }

    /** @param type a Kafka client's type; {@code other} or one that nobody knows belongs to {@code all} alone */
    public boolean include(String type) {
        return isEverything() || types.contains("+" + type + "+");
    }

    private static boolean isKnown(String name) {
        for (String known : NAMES) {
            if (known.equals(name)) {
                return true;
            }
        }
        return false;
    }
}
