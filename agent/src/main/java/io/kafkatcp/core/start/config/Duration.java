package io.kafkatcp.core.start.config;

/**
 * Times as users write and read them, {@code 500ms}, {@code 37s}, {@code 2m}: a bare number hides which unit was meant.
 */
public final class Duration {

    private static final long OVERFLOW = Long.MAX_VALUE;

    private Duration() {}

    /** @return milliseconds, or a negative number where the text is no time with a unit */
    public static long parseMs(String text) {
        if (text.endsWith("ms")) {
            return times(text.substring(0, text.length() - 2), 1);
        }
        if (text.endsWith("s")) {
            return times(text.substring(0, text.length() - 1), 1_000);
        }
        if (text.endsWith("m")) {
            return times(text.substring(0, text.length() - 1), 60_000);
        }
        return -1;
    }

    static boolean isBareNumber(String text) {
        return times(text, 1) >= 0;
    }

    /** In the largest unit that loses nothing. */
    public static String text(long ms) {
        if (ms % 1_000 != 0) {
            return ms + "ms";
        }
        return ms / 1_000 + "s";
    }

    private static long times(String digits, long unit) {
        if (digits.isEmpty()) {
            return -1;
        }
        long value = 0;
        boolean isTooLarge = false;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            isTooLarge |= value > (OVERFLOW / unit - 9) / 10;
            value = isTooLarge ? value : value * 10 + (c - '0');
        }
        return isTooLarge ? OVERFLOW : value * unit;
    }
}
