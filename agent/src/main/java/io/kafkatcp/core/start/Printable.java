package io.kafkatcp.core.start;

/**
 * Makes text that came from the network or from a user harmless to a terminal and a log: one line, and no character
 * that steers either.
 */
public final class Printable {

    private static final int LONGEST = 2_000;

    private Printable() {}

    public static String text(String raw) {
        return isPlain(raw) ? raw : safe(raw);
    }

    /** Printable ASCII, as nearly all is: before {@code main} nothing is compiled, and each step counts. */
    private static boolean isPlain(String raw) {
        if (raw.length() > LONGEST || raw.indexOf("${") >= 0) {
            return false;
        }
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    private static String safe(String raw) {
        StringBuilder safe = new StringBuilder(Math.min(raw.length(), LONGEST) + 3);
        int i = 0;
        while (i < raw.length() && i < LONGEST) {
            int c = raw.codePointAt(i);
            if (isHarmless(c) && !startsLookup(raw, i)) {
                safe.appendCodePoint(c);
            } else {
                safe.append('?');
            }
            i += Character.charCount(c);
        }
        return i < raw.length() ? safe.append("...").toString() : safe.toString();
    }

    /** Not what moves a cursor, ends a line, reverses the order of reading or hides; and not half a character. */
    public static boolean isHarmless(int codePoint) {
        switch (Character.getType(codePoint)) {
            case Character.CONTROL:
            case Character.FORMAT:
            case Character.SURROGATE:
            case Character.LINE_SEPARATOR:
            case Character.PARAGRAPH_SEPARATOR:
                return false;
            default:
                return true;
        }
    }

    /** Log4j 2 before 2.15 carries out what stands in <code>${...}</code>, in a message too (CVE-2021-44228). */
    private static boolean startsLookup(String raw, int at) {
        return raw.charAt(at) == '$' && at + 1 < raw.length() && raw.charAt(at + 1) == '{';
    }
}
