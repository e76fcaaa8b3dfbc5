package io.kafkatcp.recordfile.scan;

import io.kafkatcp.recordfile.json.Numbers;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Reads RFC 3339 times: the agent's own form, 2026-11-22T07:30:57.114Z, by hand for its millions, any other by
 * java.time; and what shippers and databases make of them: without a zone, which is UTC then, or counted since 1970.
 */
public final class Times {

    private static final int[] DAYS_BEFORE_MONTH = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    private static final long DAYS_BEFORE_1970 = 719_162;
    /** From 1970 on, so that the ordinary time is read without a division. */
    private static final int[] DAYS_BEFORE_YEAR = new int[256];

    static {
        for (int year = 0; year + 1 < DAYS_BEFORE_YEAR.length; year++) {
            DAYS_BEFORE_YEAR[year + 1] = DAYS_BEFORE_YEAR[year] + (isLeap(1970 + year) ? 366 : 365);
        }
    }

    /** Up to here seconds, then milliseconds, microseconds, nanoseconds: the year 5138 in each. */
    private static final double SECONDS_BELOW = 1e11;

    private Times() {}

    /** @throws DateTimeException where it is no time */
    public static long parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return parse(bytes, 0, bytes.length);
    }

    static long parse(byte[] text, int at, int length) {
        if (length == 24
                && text[at + 4] == '-'
                && text[at + 10] == 'T'
                && text[at + 19] == '.'
                && text[at + 23] == 'Z') {
            int month = number(text, at + 5, 2);
            if (month >= 1 && month <= 12) {
                long day = days(number(text, at, 4), month, number(text, at + 8, 2));
                long second = ((day * 24 + number(text, at + 11, 2)) * 60 + number(text, at + 14, 2)) * 60
                        + number(text, at + 17, 2);
                return second * 1_000 + number(text, at + 20, 3);
            }
        }
        if (Numbers.isNumber(text, at, at + length)) {
            return sinceEpoch(text, at, at + length);
        }
        if (length > 40 || length > 0 && (text[at] == '+' || text[at] == '-')) {
            // java.time knows years of nine digits, of which some are no long of milliseconds
            throw new DateTimeException(
                    "no year of four digits: " + new String(text, at, Math.min(length, 24), StandardCharsets.UTF_8));
        }
        return slowly(new String(text, at, length, StandardCharsets.UTF_8).trim());
    }

    private static long asKibanaWrites(String text) {
        return LocalDateTime.parse(text, DateTimeFormatter.ofPattern("MMM d, uuuu @ HH:mm:ss.SSS", Locale.ENGLISH))
                .toInstant(ZoneOffset.UTC)
                .toEpochMilli();
    }

    /** date -Is writes +00:00, others +0000, a comma or UTC; Java 8 wants a T and an offset. */
    private static long slowly(String text) {
        if (text.indexOf('@') > 0) {
            return asKibanaWrites(text);
        }
        String time = text.replaceFirst(" ?UTC$", "Z").replace(' ', 'T').replace(',', '.');
        if (time.matches(".*T.*[+-]\\d{4}")) {
            int minutes = time.length() - 2;
            time = time.substring(0, minutes) + ":" + time.substring(minutes);
        } else if (time.matches("[^T]*T[0-9:.]*")) {
            time += "Z";
        }
        return OffsetDateTime.parse(time).toInstant().toEpochMilli();
    }

    /** @throws ArithmeticException where it is further away than any time */
    static long sinceEpoch(byte[] text, int from, int to) {
        double value = Double.parseDouble(new String(text, from, to - from, StandardCharsets.US_ASCII));
        double unit = 1_000;
        for (double most = SECONDS_BELOW; Math.abs(value) >= most; most *= 1_000) {
            unit /= 1_000;
            if (unit < 1e-6) {
                throw new ArithmeticException("no time");
            }
        }
        return Math.round(value * unit);
    }

    private static long days(int year, int month, int dayOfMonth) {
        return daysBefore(year)
                + DAYS_BEFORE_MONTH[month - 1]
                + (month > 2 && (year & 3) == 0 && isLeap(year) ? 1 : 0)
                + dayOfMonth
                - 1;
    }

    private static long daysBefore(int year) {
        if (year >= 1970 && year < 1970 + DAYS_BEFORE_YEAR.length) {
            return DAYS_BEFORE_YEAR[year - 1970];
        }
        int past = year - 1;
        return past * 365L + past / 4 - past / 100 + past / 400 - DAYS_BEFORE_1970;
    }

    private static boolean isLeap(int year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    private static int number(byte[] text, int at, int digits) {
        int value = 0;
        for (int i = at; i < at + digits; i++) {
            if (text[i] < '0' || text[i] > '9') {
                throw new DateTimeException("no time: " + new String(text, at, digits, StandardCharsets.UTF_8));
            }
            value = value * 10 + text[i] - '0';
        }
        return value;
    }
}
