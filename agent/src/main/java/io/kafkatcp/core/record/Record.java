package io.kafkatcp.core.record;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One fact that is told to whoever reads the agent's output, as a flat list of named values. Filled by the thread that
 * found the fact, and not changed any more once it is published.
 */
public final class Record {

    public enum Level {
        WARN,
        INFO,
        DEBUG
    }

    /** Names come from the network: without a limit, a queue full of them would fill the heap. */
    static final int LONGEST_TEXT = 2_000;

    private final long timeMs = System.currentTimeMillis();
    private final Event event;
    private final Level level;
    private final ClassLoader kafkaLoader;
    private final Map<String, Object> fields = new LinkedHashMap<>();
    private String sentence;
    private String repeatedAs;

    /** @param kafkaLoader whose SLF4J gets the sentence */
    public Record(Event event, Level level, ClassLoader kafkaLoader) {
        this.event = event;
        this.level = level;
        this.kafkaLoader = kafkaLoader;
    }

    /** Leaves the field out where there is no text. */
    public Record text(String field, String value) {
        if (value != null && !value.isEmpty()) {
            fields.put(field, capped(value));
        }
        return this;
    }

    /** Leaves the field out where there is none. */
    public Record verdict(Verdict verdict) {
        return text("verdict", verdict == null ? null : verdict.jsonName);
    }

    public Record number(String field, long value) {
        fields.put(field, value);
        return this;
    }

    public Record flag(String field, boolean value) {
        fields.put(field, value);
        return this;
    }

    /** @param flat a timeline: a, b, c, d stands for [[a, b], [c, d]] */
    public Record pairs(String field, long[] flat) {
        if (flat.length % 2 != 0) {
            throw new IllegalArgumentException(field + " has " + flat.length + " numbers, which are no pairs");
        }
        fields.put(field, flat.clone());
        return this;
    }

    /** What the log says; without one the log says nothing. */
    public Record sentence(String text) {
        this.sentence = text == null ? null : capped(text);
        return this;
    }

    /** Facts with the same key are one kind for the flood control of the log. */
    public Record repeatedAs(String key) {
        this.repeatedAs = key == null ? null : capped(key);
        return this;
    }

    public Object get(String field) {
        return fields.get(field);
    }

    public Event event() {
        return event;
    }

    public long timeMs() {
        return timeMs;
    }

    public Level level() {
        return level;
    }

    public ClassLoader kafkaLoader() {
        return kafkaLoader;
    }

    public String sentence() {
        return sentence;
    }

    public String repeatedAs() {
        return repeatedAs;
    }

    /** In the order given; a value is a String, a Long, a Boolean or a long[] of pairs. */
    public Map<String, Object> fields() {
        return Collections.unmodifiableMap(fields);
    }

    /** Of what is kept for a record that may come. */
    public static String capped(String text) {
        if (text.length() <= LONGEST_TEXT) {
            return text;
        }
        // half a surrogate pair is no character
        int end = Character.isHighSurrogate(text.charAt(LONGEST_TEXT - 1)) ? LONGEST_TEXT - 1 : LONGEST_TEXT;
        return text.substring(0, end) + "...";
    }
}
