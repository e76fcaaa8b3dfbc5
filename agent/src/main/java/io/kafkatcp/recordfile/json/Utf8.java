package io.kafkatcp.recordfile.json;

import java.io.IOException;

/** Characters of more than one byte, read as strictly as a parser of JSON reads them. */
public final class Utf8 {

    private Utf8() {}

    /** Goes behind the character that begins at the window's next byte; false where it is none. */
    public static boolean pass(Window text) throws IOException {
        int first = text.ahead(0);
        int more = (first & 0xe0) == 0xc0 ? 1 : (first & 0xf0) == 0xe0 ? 2 : (first & 0xf8) == 0xf0 ? 3 : 0;
        for (int i = 1; i <= more; i++) {
            int next = text.ahead(i);
            if (next < 0 || (next & 0xc0) != 0x80) {
                return false;
            }
        }
        text.at += more > 0 ? more + 1 : 0;
        return more > 0;
    }

    /** @return how many bytes it put there */
    public static int put(int codePoint, byte[] target, int at) {
        if (codePoint < 0x80) {
            target[at] = (byte) codePoint;
            return 1;
        }
        if (codePoint < 0x800) {
            target[at] = (byte) (0xc0 | codePoint >> 6);
            target[at + 1] = (byte) (0x80 | codePoint & 0x3f);
            return 2;
        }
        if (codePoint < 0x10000) {
            target[at] = (byte) (0xe0 | codePoint >> 12);
            target[at + 1] = (byte) (0x80 | codePoint >> 6 & 0x3f);
            target[at + 2] = (byte) (0x80 | codePoint & 0x3f);
            return 3;
        }
        target[at] = (byte) (0xf0 | codePoint >> 18);
        target[at + 1] = (byte) (0x80 | codePoint >> 12 & 0x3f);
        target[at + 2] = (byte) (0x80 | codePoint >> 6 & 0x3f);
        target[at + 3] = (byte) (0x80 | codePoint & 0x3f);
        return 4;
    }
}
