package io.kafkatcp.core.config;

/** Where records are to go: a set of {@code log} and {@code file}, or none. Isolated loader; immutable. */
final class EventSinks {

    private static final String NONE = "none";
    private static final String[] NAMES = {"log", "file", NONE};

    private final boolean log;
    private final boolean file;

    private EventSinks(boolean log, boolean file) {
        this.log = log;
        this.file = file;
    }

    static EventSinks parse(String text) throws BadValue {
        if (text.equals(NONE)) {
            return new EventSinks(false, false);
        }
        boolean log = false;
        boolean file = false;
        for (String part : text.split("\\+", -1)) {
            log |= part.equals("log");
            file |= part.equals("file");
            if (!part.equals("log") && !part.equals("file")) {
                throw new BadValue("log, file, log+file or none" + Nearest.hint(part, NAMES));
            }
        }
        return new EventSinks(log, file);
    }

    boolean log() {
        return log;
    }

    boolean file() {
        return file;
    }
}
