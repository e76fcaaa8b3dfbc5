package io.kafkatcp.core.sink.json;

import io.kafkatcp.core.thread.OnSinkThread;

/**
 * Writes a time as 2026-11-22T06:35:00.123Z. By hand, since java.time's formatters start lambdas and locales inside the
 * application.
 */
@OnSinkThread
public final class Rfc3339 {

    private static final long DAY_MS = 86_400_000;
    private static final long DAYS_IN_400_YEARS = 146_097;
    /** From 0000-03-01, where a year's end is its leap day's place, to 1970-01-01. */
    private static final long DAYS_BEFORE_1970 = 719_468;

    private Rfc3339() {}

    static void append(StringBuilder out, long epochMs) {
        appendDate(out, Math.floorDiv(epochMs, DAY_MS));
        int ms = (int) Math.floorMod(epochMs, DAY_MS);
        out.append('T');
        digits(out, ms / 3_600_000, 2).append(':');
        digits(out, ms / 60_000 % 60, 2).append(':');
        digits(out, ms / 1_000 % 60, 2).append('.');
        digits(out, ms % 1_000, 3).append('Z');
    }

    /** The Gregorian calendar repeats after 400 years; within them, years begin in March. */
    private static void appendDate(StringBuilder out, long daysSince1970) {
        long days = daysSince1970 + DAYS_BEFORE_1970;
        long era = Math.floorDiv(days, DAYS_IN_400_YEARS);
        int day = (int) (days - era * DAYS_IN_400_YEARS);
        int year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
        int dayOfYear = day - (365 * year + year / 4 - year / 100);
        int monthFromMarch = (5 * dayOfYear + 2) / 153;
        int dayOfMonth = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
        int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        digits(out, (int) (year + era * 400 + (month <= 2 ? 1 : 0)), 4).append('-');
        digits(out, month, 2).append('-');
        digits(out, dayOfMonth, 2);
    }

    private static StringBuilder digits(StringBuilder out, int value, int width) {
        int unit = 1;
        for (int i = 1; i < width; i++) {
            unit *= 10;
        }
        for (; unit > 0; unit /= 10) {
            out.append((char) ('0' + value / unit % 10));
        }
        return out;
    }
}
