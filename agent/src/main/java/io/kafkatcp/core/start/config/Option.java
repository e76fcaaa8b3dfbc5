package io.kafkatcp.core.start.config;

import java.util.Locale;

/**
 * Every option there is, in the order in which people read about them; the table of agent/docs/options.md is compared
 * with this list by a test. The same name is an agent argument, a system property and an environment variable.
 */
public enum Option {
    CONFIG("config", null, new ValueParsers.Text("the path of a properties file")),
    MODE("mode", "enforce", new ValueParsers.Word("enforce", "observe", "off")),
    CLIENTS("clients", "all", new ValueParsers.ClientTypeNames()),
    CANARY("canary", "100%", new Share()),
    CANARY_BY("canary.by", "host", new ValueParsers.Word("host", "client", "connection")),
    KEEPALIVE("keepalive", "on", new ValueParsers.Word("on", "off")),
    KEEPALIVE_IDLE("keepalive.idle", "37s", ValueParsers.Time.keepalive()),
    KEEPALIVE_INTERVAL("keepalive.interval", "9s", ValueParsers.Time.keepalive()),
    /** The kernel keeps it in 7 bits: MAX_TCP_KEEPCNT, net/tcp.h. */
    KEEPALIVE_COUNT("keepalive.count", "3", new ValueParsers.Count(1, 127)),
    USER_TIMEOUT("user-timeout", "20s", ValueParsers.Time.orKernel()),
    /** TCP_MIN_MSS and MAX_TCP_WINDOW, net/tcp.h. */
    MAX_SEGMENT("max-segment", "0", new ValueParsers.BytesOrOff(88, 32_767)),
    DOUBT_TIMEOUT("doubt-timeout", "3s", ValueParsers.Time.orOff()),
    VERIFY("verify", "on", new ValueParsers.Word("on", "off")),
    IDLE_THRESHOLD("idle-threshold", "30s", ValueParsers.Time.threshold()),
    STALL_THRESHOLD("stall-threshold", "1s", ValueParsers.Time.threshold()),
    EVENTS("events", "log+file+jmx+jfr", new ValueParsers.Sinks()),
    EVENTS_FILE("events.file", null, new ValueParsers.Text("the path of a file, in a folder that is there")),
    EVENTS_FILE_SIZE("events.file.size", "64MB", new FileSize()),
    EVENTS_FORMAT("events.format", "json", new ValueParsers.Word("json", "otlp-json")),
    OTEL_ATTRIBUTES(
            "events.otel.attributes",
            "none",
            new ValueParsers.Word("none", "client_id", "topic", "client_id+topic", "topic+client_id")),
    SERVICE("service", null, new ValueParsers.Text("a name"));

    static final String PROPERTY_PREFIX = "kafkatcp.";
    static final String ENVIRONMENT_PREFIX = "KAFKATCP_";

    private final String optionName;
    private final String defaultText;
    private final ValueParser kind;

    Option(String optionName, String defaultText, ValueParser kind) {
        this.optionName = optionName;
        this.defaultText = defaultText;
        this.kind = kind;
    }

    public String optionName() {
        return optionName;
    }

    /** As a user would write it, or null where there is none. */
    public String defaultText() {
        return defaultText;
    }

    public String property() {
        return PROPERTY_PREFIX + optionName;
    }

    public String environment() {
        return ENVIRONMENT_PREFIX
                + optionName.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** Whether it is read once, at the start: who is telling, where records go, and the file of options itself. */
    boolean isFixed() {
        return this == CONFIG || this == SERVICE || optionName.startsWith("events");
    }

    /** Joined by +. */
    boolean takesSeveral() {
        return this == CLIENTS || this == EVENTS || this == OTEL_ATTRIBUTES;
    }

    Object parse(String text) throws BadValue {
        return kind.parse(text);
    }

    static Option named(String name) {
        for (Option option : values()) {
            if (option.optionName.equals(name)) {
                return option;
            }
        }
        return null;
    }

    static Option withEnvironment(String variable) {
        for (Option option : values()) {
            if (option.environment().equals(variable)) {
                return option;
            }
        }
        return null;
    }

    static String[] names() {
        Option[] all = values();
        String[] names = new String[all.length];
        for (int i = 0; i < all.length; i++) {
            names[i] = all[i].optionName;
        }
        return names;
    }
}
