package io.kafkatcp.recordfile;

import java.time.DateTimeException;
import java.time.OffsetDateTime;

/**
 * Reads RFC 3339 times: the agent's own form, 2026-11-22T07:30:57.114Z, by hand for its millions, any other by
 * java.time.
 */
public final class Times {

    private static final int[] DAYS_BEFORE_MONTH = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    private static final long DAYS_BEFORE_1970 = 719_162;

    private Times() {}

    /** @throws DateTimeException where it is no time */
    public static long parse(String text) {
        char[] characters = text.toCharArray();
        return parse(characters, 0, characters.length);
    }

    static long parse(char[] text, int at, int length) {
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
        if (length > 0 && (text[at] == '+' || text[at] == '-')) {
            // java.time knows years of nine digits, of which some are no long of milliseconds
            throw new DateTimeException("no year of four digits: " + new String(text, at, Math.min(length, 24)));
        }
        // date -Is writes +00:00; Java 8 wants a T and an offset, and nothing else is RFC 3339
        return OffsetDateTime.parse(new String(text, at, length).replace(' ', 'T'))
                .toInstant()
                .toEpochMilli();
    }

    private static long days(int year, int month, int dayOfMonth) {
        int past = year - 1;
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return past * 365L
                + past / 4
                - past / 100
                + past / 400
                - DAYS_BEFORE_1970
                + DAYS_BEFORE_MONTH[month - 1]
                + (leap && month > 2 ? 1 : 0)
                + dayOfMonth
                - 1;
    }

    private static int number(char[] text, int at, int digits) {
        int value = 0;
        for (int i = at; i < at + digits; i++) {
            if (text[i] < '0' || text[i] > '9') {
                throw new DateTimeException("no time: " + new String(text, at, digits));
            }
            value = value * 10 + text[i] - '0';
        }
        return value;
    }
}
