package io.kafkatcp.recordfile;

/**
 * Gives the same String for the same characters, as long as its place is not taken by another: a fleet's records repeat
 * some hundred addresses and names millions of times. Bounded, since a file can hold anything.
 */
final class Interned {

    private static final int PLACES = 1 << 14;
    private static final int LONGEST = 120;

    private final String[] places = new String[PLACES];

    String of(char[] characters, int offset, int length) {
        if (length > LONGEST) {
            return new String(characters, offset, length);
        }
        int hash = 0;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + characters[i];
        }
        int place = (hash ^ hash >>> 14) & PLACES - 1;
        String there = places[place];
        if (there == null || !same(there, characters, offset, length)) {
            there = new String(characters, offset, length);
            places[place] = there;
        }
        return there;
    }

    private static boolean same(String text, char[] characters, int offset, int length) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) != characters[offset + i]) {
                return false;
            }
        }
        return true;
    }
}
