package io.kafkatcp.recordfile.json;

import java.nio.charset.StandardCharsets;

/** Numbers of JSON and their values. */
public final class Numbers {

    /** Of that many digits each is a long. */
    private static final int SAFE_DIGITS = 18;

    private Numbers() {}

    /** Whether it is a number, true, false or null. */
    public static boolean isScalar(byte[] text, int from, int to) {
        if (from == to) {
            return false;
        }
        switch (text[from]) {
            case 't':
                return is("true", text, from, to);
            case 'f':
                return is("false", text, from, to);
            case 'n':
                return is("null", text, from, to);
            default:
                return isNumber(text, from, to);
        }
    }

    public static boolean isNumber(byte[] text, int from, int to) {
        int i = from < to && text[from] == '-' ? from + 1 : from;
        int whole = digits(text, i, to);
        if (whole == 0 || whole > 1 && text[i] == '0') {
            return false;
        }
        i += whole;
        if (i < to && text[i] == '.') {
            int fraction = digits(text, i + 1, to);
            if (fraction == 0) {
                return false;
            }
            i += 1 + fraction;
        }
        if (i < to && (text[i] == 'e' || text[i] == 'E')) {
            i += i + 1 < to && (text[i + 1] == '+' || text[i + 1] == '-') ? 2 : 1;
            int exponent = digits(text, i, to);
            if (exponent == 0) {
                return false;
            }
            i += exponent;
        }
        return i == to;
    }

    public static boolean isWhole(byte[] text, int from, int to) {
        int first = from < to && text[from] == '-' ? from + 1 : from;
        return first < to && digits(text, first, to) == to - first;
    }

    /** Whether it is a whole number as people read it, such as 9,092. */
    public static boolean isGrouped(byte[] text, int from, int to) {
        int first = digits(text, from, to);
        boolean grouped = first >= 1 && first <= 3 && from + first < to && to - from <= SAFE_DIGITS;
        for (int i = from + first; grouped && i < to; i += 4) {
            grouped = text[i] == ',' && digits(text, i + 1, Math.min(to, i + 4)) == 3;
        }
        return grouped;
    }

    /** Whatever stands between them. */
    public static long ofDigits(byte[] text, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            value = text[i] >= '0' && text[i] <= '9' ? value * 10 + text[i] - '0' : value;
        }
        return value;
    }

    private static int digits(byte[] text, int from, int to) {
        int i = from;
        while (i < to && text[i] >= '0' && text[i] <= '9') {
            i++;
        }
        return i - from;
    }

    /**
     * Without what is behind its point.
     *
     * @throws ArithmeticException where it is no long
     */
    public static long value(byte[] text, int from, int to) {
        int i = text[from] == '-' ? from + 1 : from;
        long value = 0;
        if (to - i <= SAFE_DIGITS) {
            int first = i;
            while (i < to && text[i] >= '0' && text[i] <= '9') {
                value = value * 10 + text[i++] - '0';
            }
            if (i == to) {
                return first > from ? -value : value;
            }
        }
        return slowly(new String(text, from, to - from, StandardCharsets.US_ASCII));
    }

    private static long slowly(String number) {
        try {
            return Long.parseLong(number);
        } catch (NumberFormatException notWhole) {
            double value = Double.parseDouble(number);
            boolean whole = number.chars().noneMatch(c -> c == '.' || c == 'e' || c == 'E');
            if (whole || value < Long.MIN_VALUE || value > Long.MAX_VALUE) {
                throw new ArithmeticException("a number out of range");
            }
            return (long) value;
        }
    }

    private static boolean is(String word, byte[] text, int from, int to) {
        if (to - from != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (text[from + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
