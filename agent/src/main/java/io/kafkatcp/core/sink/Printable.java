package io.kafkatcp.core.sink;

/** Makes text that came from the network or from a user harmless to a terminal and a log: one line, no control characters. */
final class Printable {

    private static final int LONGEST = 2_000;

    private Printable() {}

    static String text(String raw) {
        StringBuilder safe = new StringBuilder(Math.min(raw.length(), LONGEST));
        for (int i = 0; i < raw.length() && i < LONGEST; i++) {
            char c = raw.charAt(i);
            safe.append(Character.isISOControl(c) ? '?' : c);
        }
        return raw.length() > LONGEST ? safe.append("...").toString() : safe.toString();
    }
}
