package io.kafkatcp.core.start.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The options in force, checked as a whole: immutable, and there is none where anything in them was wrong. */
public final class Options {

    private final Map<Option, Object> values = new EnumMap<>(Option.class);
    private final List<String> given = new ArrayList<>();
    private final Map<Option, Setting> settings;

    private Options(Map<Option, Setting> settings) {
        this.settings = settings;
    }

    /**
     * @param arguments the agent's arguments, {@code name=value,name=value}, or null
     * @throws BadOptions where any source holds an unknown name or a bad value
     */
    public static Options read(String arguments, Properties properties, Map<String, String> environment)
            throws BadOptions {
        List<String> complaints = new ArrayList<>();
        return checked(Sources.read(arguments, properties, environment, complaints), complaints);
    }

    /** Where nobody has said anything, as the table of agent/docs/options.md has it. */
    public static Options defaults() {
        try {
            return read(null, new Properties(), Collections.<String, String>emptyMap());
        } catch (BadOptions e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same with other values for some names, checked as a whole again. */
    Options changed(String arguments) throws BadOptions {
        List<String> complaints = new ArrayList<>();
        Map<Option, Setting> merged = new EnumMap<>(Option.class);
        merged.putAll(settings);
        for (Setting change : Sources.changes(arguments, complaints).values()) {
            if (change.option.isFixed()) {
                complaints.add("option '" + change.option.optionName()
                        + "' cannot be changed in flight; detach, and attach with another value");
            } else if (change.text.equals("off") && change.option == Option.MODE) {
                complaints.add("mode=off cannot be set in flight; detach instead, or set mode=observe");
            }
            merged.put(change.option, change);
        }
        return checked(merged, complaints);
    }

    private static Options checked(Map<Option, Setting> settings, List<String> complaints) throws BadOptions {
        Options options = new Options(settings);
        for (Option option : Option.values()) {
            options.take(option, settings.get(option), complaints);
        }
        if (!complaints.isEmpty()) {
            throw new BadOptions(complaints);
        }
        return options;
    }

    private void take(Option option, Setting setting, List<String> complaints) {
        String text = setting == null ? option.defaultText() : setting.text;
        if (text == null) {
            return;
        }
        try {
            values.put(option, option.parse(text));
            if (setting != null && !text.equals(option.defaultText())) {
                given.add(setting.toString());
            }
        } catch (BadValue e) {
            complaints.add("option " + setting + " is refused; allowed: " + e.getMessage());
        }
    }

    public boolean isOff() {
        return values.get(Option.MODE).equals("off");
    }

    /** False where no socket is touched at all. */
    public boolean enforces() {
        return values.get(Option.MODE).equals("enforce") && canary() > 0;
    }

    /** The share that gets the options, in hundredths of a percent. */
    public int canary() {
        return (Integer) values.get(Option.CANARY);
    }

    /** {@code host}, {@code client} or {@code connection}: what is assigned as a whole. */
    public String canaryBy() {
        return (String) values.get(Option.CANARY_BY);
    }

    /** As it was given: 10%. */
    public String canaryText() {
        Setting setting = settings.get(Option.CANARY);
        return setting == null ? Option.CANARY.defaultText() : setting.text;
    }

    public ClientTypes clients() {
        return (ClientTypes) values.get(Option.CLIENTS);
    }

    public boolean keepalive() {
        return values.get(Option.KEEPALIVE).equals("on");
    }

    public int keepaliveIdleSeconds() {
        return milliseconds(Option.KEEPALIVE_IDLE) / 1_000;
    }

    public int keepaliveIntervalSeconds() {
        return milliseconds(Option.KEEPALIVE_INTERVAL) / 1_000;
    }

    public int keepaliveCount() {
        return (Integer) values.get(Option.KEEPALIVE_COUNT);
    }

    /** 0 leaves the kernel's own. */
    public int userTimeoutMs() {
        return milliseconds(Option.USER_TIMEOUT);
    }

    /** The largest TCP segment of a new connection, in bytes; 0 leaves the kernel's own. */
    public int maxSegmentBytes() {
        return (Integer) values.get(Option.MAX_SEGMENT);
    }

    /**
     * How long a first send after rest may stay unacknowledged; 0: the user timeout never changes, and nothing is
     * probed.
     */
    public int doubtTimeoutMs() {
        return milliseconds(Option.DOUBT_TIMEOUT);
    }

    /** Whether the agent may connect to a peer itself, to learn whether the way is open. */
    public boolean verifies() {
        return values.get(Option.VERIFY).equals("on");
    }

    /** Whether anybody has said so: what is only a default is nobody's mistake. */
    boolean isGiven(Option option) {
        return settings.containsKey(option);
    }

    /** After so much rest a connection counts as idle. */
    public int idleThresholdMs() {
        return milliseconds(Option.IDLE_THRESHOLD);
    }

    /** After so much time without an answer a first send after idle counts as stalled. */
    public int stallThresholdMs() {
        return milliseconds(Option.STALL_THRESHOLD);
    }

    public boolean eventsToLog() {
        return eventSinks().has(EventSinks.LOG);
    }

    public boolean eventsToJmx() {
        return eventSinks().has(EventSinks.JMX);
    }

    public boolean eventsToJfr() {
        return eventSinks().has(EventSinks.JFR);
    }

    public boolean eventsToOtel() {
        return eventSinks().has(EventSinks.OTEL);
    }

    /** Of {@code client_id} and {@code topic}, what is an attribute of OpenTelemetry's metrics too. */
    public Collection<String> otelAttributes() {
        String names = (String) values.get(Option.OTEL_ATTRIBUTES);
        return names.equals("none") ? Collections.<String>emptyList() : Arrays.asList(names.split("\\+"));
    }

    /** The path, or null where no file is to be written. */
    public String eventsFile() {
        return eventSinks().has(EventSinks.FILE) ? (String) values.get(Option.EVENTS_FILE) : null;
    }

    /** Where a file is spoken of that gets no record: what to say instead; else null. */
    String fileConflict() {
        String events = settings.containsKey(Option.EVENTS) ? settings.get(Option.EVENTS).text : null;
        boolean toFile = eventSinks().has(EventSinks.FILE);
        if (isGiven(Option.EVENTS_FILE) && !toFile) {
            return "events.file=" + values.get(Option.EVENTS_FILE) + " gets no record: events=" + events
                    + " does not name file; set events=" + (events.equals("none") ? "file" : events + "+file")
                    + ", or leave events out";
        }
        // in the default it stands for whoever names a file
        boolean given = events != null && !events.equals(Option.EVENTS.defaultText());
        return given && toFile && !isGiven(Option.EVENTS_FILE)
                ? "events=" + events + " writes no file: nothing names one; set events.file=PATH"
                : null;
    }

    public long eventsFileBytes() {
        return (Long) values.get(Option.EVENTS_FILE_SIZE);
    }

    /** False where each line of the file is a flat object. */
    public boolean eventsAsOtlpJson() {
        return values.get(Option.EVENTS_FORMAT).equals("otlp-json");
    }

    /** Null where it was not given. */
    public String service() {
        return (String) values.get(Option.SERVICE);
    }

    /** Every value that is not the default, as {@code name=value (source)}. */
    public List<String> given() {
        return Collections.unmodifiableList(given);
    }

    private EventSinks eventSinks() {
        return (EventSinks) values.get(Option.EVENTS);
    }

    private int milliseconds(Option option) {
        return (Integer) values.get(option);
    }
}
