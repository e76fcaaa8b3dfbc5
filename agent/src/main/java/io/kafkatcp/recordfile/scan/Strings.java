package io.kafkatcp.recordfile.scan;

import io.kafkatcp.recordfile.row.Field;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Gives the same String for the same bytes, as long as its place is not taken by another: a fleet's records repeat some
 * hundred addresses and names millions of times. Bounded, since a file can hold anything.
 */
final class Strings {

    private static final int PLACES = 1 << 14;
    private static final int LONGEST = 120;

    private static final class Known {
        private final byte[] bytes;
        private final String text;

        Known(byte[] bytes, String text) {
            this.bytes = bytes;
            this.text = text;
        }
    }

    private final Known[] places = new Known[PLACES];
    /** What each field said the last time, which it often says again. */
    private final Known[] last = new Known[Field.count()];

    /** @param from behind the quotation mark of a string that is known to be valid */
    String of(Field field, byte[] text, int from, int to) {
        Known known = last[field.ordinal()];
        if (known != null && same(known.bytes, text, from, to)) {
            return known.text;
        }
        if (to - from > LONGEST) {
            return decode(text, from, to);
        }
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + text[i];
        }
        int place = (hash ^ hash >>> 14) & PLACES - 1;
        Known there = places[place];
        if (there == null || !same(there.bytes, text, from, to)) {
            String decoded = decode(text, from, to);
            // to be compared at a glance with the words in the code
            there = new Known(Arrays.copyOfRange(text, from, to), field.isWord() ? decoded.intern() : decoded);
            places[place] = there;
        }
        last[field.ordinal()] = there;
        return there.text;
    }

    private static boolean same(byte[] known, byte[] text, int from, int to) {
        if (known.length != to - from) {
            return false;
        }
        for (int i = 0; i < known.length; i++) {
            if (known[i] != text[from + i]) {
                return false;
            }
        }
        return true;
    }

    String decode(byte[] text, int from, int to) {
        String raw = new String(text, from, to - from, StandardCharsets.UTF_8);
        if (raw.indexOf('\\') < 0) {
            return raw;
        }
        StringBuilder decoded = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\\') {
                decoded.append(c);
            } else if (raw.charAt(++i) == 'u') {
                decoded.append((char) Integer.parseInt(raw.substring(i + 1, i + 5), 16));
                i += 4;
            } else {
                decoded.append("\"\\/\b\f\n\r\t".charAt("\"\\/bfnrt".indexOf(raw.charAt(i))));
            }
        }
        return decoded.toString();
    }
}
