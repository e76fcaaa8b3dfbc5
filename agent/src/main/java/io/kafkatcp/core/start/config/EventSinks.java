package io.kafkatcp.core.start.config;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/** Where records are to go: some of the names below, or none. Immutable. */
public final class EventSinks {

    static final String LOG = "log";
    static final String FILE = "file";
    static final String JMX = "jmx";
    static final String JFR = "jfr";
    static final String OTEL = "otel";
    private static final String NONE = "none";
    private static final String[] NAMES = {LOG, FILE, JMX, JFR, OTEL, NONE};

    private final Set<String> names;

    private EventSinks(Set<String> names) {
        this.names = names;
    }

    static EventSinks parse(String text) throws BadValue {
        if (text.equals(NONE)) {
            return new EventSinks(Collections.<String>emptySet());
        }
        Set<String> names = new HashSet<>();
        for (String part : text.split("\\+", -1)) {
            if (part.equals(NONE) || !Arrays.asList(NAMES).contains(part)) {
                throw new BadValue("any of log, file, jmx, jfr, otel joined by +, or none" + Nearest.hint(part, NAMES));
            }
            names.add(part);
        }
        return new EventSinks(names);
    }

    boolean has(String name) {
        return names.contains(name);
    }
}
