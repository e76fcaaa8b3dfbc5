package io.kafkatcp.core.start.config;

/** The kinds of values that options have, each with the sentence that a wrong value is answered with. */
public final class ValueParsers {

    private ValueParsers() {}

    /** One word of a few. Gives a String. */
    static final class Word implements ValueParser {

        private final String[] words;

        Word(String... words) {
            this.words = words;
        }

        @Override
        public Object parse(String text) throws BadValue {
            for (String word : words) {
                if (word.equals(text)) {
                    return word;
                }
            }
            throw new BadValue(Nearest.join(words) + Nearest.hint(text, words));
        }
    }

    /** A whole number. Gives an Integer. */
    static final class Count implements ValueParser {

        private final int min;
        private final int max;

        Count(int min, int max) {
            this.min = min;
            this.max = max;
        }

        @Override
        public Object parse(String text) throws BadValue {
            long value = Duration.isBareNumber(text) ? Duration.parseMs(text + "ms") : -1;
            if (value < min || value > max) {
                throw new BadValue("a whole number from " + min + " to " + max);
            }
            return (int) value;
        }
    }

    /** A whole number of bytes, or 0. Gives an Integer. */
    static final class BytesOrOff implements ValueParser {

        private final int min;
        private final int max;

        BytesOrOff(int min, int max) {
            this.min = min;
            this.max = max;
        }

        @Override
        public Object parse(String text) throws BadValue {
            long value = Duration.isBareNumber(text) ? Duration.parseMs(text + "ms") : -1;
            if (value != 0 && (value < min || value > max)) {
                throw new BadValue("0 (off) or a whole number of bytes from " + min + " to " + max);
            }
            return (int) value;
        }
    }

    /** A time with a unit. Gives an Integer in milliseconds. */
    static final class Time implements ValueParser {

        private final long minMs;
        private final long maxMs;
        private final boolean wholeSeconds;
        private final String range;

        private Time(long minMs, long maxMs, boolean wholeSeconds, String range) {
            this.minMs = minMs;
            this.maxMs = maxMs;
            this.wholeSeconds = wholeSeconds;
            this.range = range;
        }

        /** TCP_KEEPIDLE and TCP_KEEPINTVL count in seconds, as an int of at most MAX_TCP_KEEPIDLE (net/tcp.h). */
        static Time keepalive() {
            return new Time(1_000, 32_767_000, true, "whole seconds from 1s to 32767s");
        }

        /** TCP_USER_TIMEOUT is an int of milliseconds in the kernel. */
        static Time orKernel() {
            return new Time(
                    0, Integer.MAX_VALUE, false, "0 (the kernel's own) or a time up to " + Integer.MAX_VALUE + "ms");
        }

        static Time orOff() {
            return new Time(0, Integer.MAX_VALUE, false, "0 (off) or a time up to " + Integer.MAX_VALUE + "ms");
        }

        static Time threshold() {
            return new Time(1, 86_400_000, false, "a time from 1ms to 1440m");
        }

        @Override
        public Object parse(String text) throws BadValue {
            if (minMs == 0 && text.equals("0")) {
                return 0;
            }
            if (Duration.isBareNumber(text)) {
                throw new BadValue(range + "; a unit (ms, s, m) is missing: did you mean " + text + "s?");
            }
            long ms = Duration.parseMs(text);
            if (ms < minMs || ms > maxMs || wholeSeconds && ms % 1_000 != 0) {
                throw new BadValue(range + ", written with a unit: ms, s or m");
            }
            return (int) ms;
        }
    }

    /** Types of clients joined by {@code +}. Gives a {@link ClientTypes}. */
    static final class ClientTypeNames implements ValueParser {

        @Override
        public Object parse(String text) throws BadValue {
            return ClientTypes.parse(text);
        }
    }

    /** Names of sinks joined by {@code +}. Gives an {@link EventSinks}. */
    static final class Sinks implements ValueParser {

        @Override
        public Object parse(String text) throws BadValue {
            return EventSinks.parse(text);
        }
    }

    /** Any text but none: a path, which is not opened here, or a name. Gives a String. */
    static final class Text implements ValueParser {

        private final String allowed;

        Text(String allowed) {
            this.allowed = allowed;
        }

        @Override
        public Object parse(String text) throws BadValue {
            if (text.isEmpty()) {
                throw new BadValue(allowed);
            }
            return text;
        }
    }
}
