package io.kafkatcp.report;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

/** Figures as a person reads them, the same in the terminal and on the page. */
public final class Formats {

    private Formats() {}

    /** By hand, as the time below: of a run of a second, the JDK takes some hundredths to learn to write a number. */
    public static String count(long n) {
        StringBuilder digits = new StringBuilder().append(n);
        int first = n < 0 ? 1 : 0;
        for (int i = digits.length() - 3; i > first; i -= 3) {
            digits.insert(i, ',');
        }
        return digits.toString();
    }

    public static String count(long n, String one) {
        return count(n, one, one + "s");
    }

    public static String count(long n, String one, String many) {
        return count(n) + " " + (n == 1 ? one : many);
    }

    public static String was(long n) {
        return n == 1 ? "was" : "were";
    }

    /** In the unit of the options and of the makers' tables: seconds, as long as they can be read. */
    public static String time(long ms) {
        if (ms < 1_000) {
            return ms + " ms";
        }
        if (ms < 1_000_000 && ms % 1_000 != 0) {
            return String.format(Locale.ROOT, ms < 10_000 ? "%.2f s" : "%.1f s", ms / 1_000.0);
        }
        return count(Math.round(ms / 1_000.0)) + " s";
    }

    /** A share as so many of a thousand. */
    public static String perThousand(double share) {
        double n = share * 1_000;
        return String.format(Locale.ROOT, Math.abs(n) < 10 ? "%.2f" : "%.1f", n);
    }

    public static String at(long ms) {
        return second(ms) + " UTC";
    }

    /** From and to, the day once. */
    public static String span(long fromMs, long toMs) {
        String from = second(fromMs);
        String to = second(toMs);
        boolean sameDay = from.regionMatches(0, to, 0, 10);
        return from + " to " + (sameDay ? to.substring(11) : to) + " UTC";
    }

    private static String second(long ms) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(Math.floorDiv(ms, 1_000L), 0, ZoneOffset.UTC);
        return time.toLocalDate() + " " + twoDigits(time.getHour()) + ":" + twoDigits(time.getMinute()) + ":"
                + twoDigits(time.getSecond());
    }

    private static String twoDigits(int n) {
        return n < 10 ? "0" + n : String.valueOf(n);
    }

    public static String p(double p) {
        return p < 1e-12 ? "p < 1e-12" : String.format(Locale.ROOT, p < 0.001 ? "p = %.0e" : "p = %.3f", p);
    }

    /**
     * What a terminal or a page would obey or hide instead of showing it: control characters, and those that turn the
     * direction of writing.
     */
    public static String visible(String text) {
        StringBuilder safe = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean bad = Character.isISOControl(c)
                    || Character.getType(c) == Character.FORMAT
                    || c == '\u2028'
                    || c == '\u2029';
            if (bad && safe == null) {
                safe = new StringBuilder(text.substring(0, i));
            }
            if (safe != null) {
                safe.append(bad ? String.format(Locale.ROOT, "\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        return safe == null ? text : safe.toString();
    }
}
