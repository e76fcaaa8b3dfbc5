package io.kafkatcp.core.sink.json;

import io.kafkatcp.core.start.Printable;

/**
 * A string of JSON that no terminal and no strict reader stumbles over: DEL, C1 controls and halves of characters are
 * escaped or replaced. Pure.
 */
public final class JsonText {

    private static final String HEX = "0123456789abcdef";

    private JsonText() {}

    /** With its quotation marks. */
    public static void quoted(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
            } else if (Printable.isHarmless(c)) {
                out.appendCodePoint(c);
            } else {
                escaped(out, c);
            }
        }
        out.append('"');
    }

    private static void escaped(StringBuilder out, int codePoint) {
        if (Character.getType(codePoint) == Character.SURROGATE) {
            // half a character cannot be written as UTF-8, and an escape of it makes strict readers refuse the line
            out.append("\\ufffd");
            return;
        }
        for (char c : Character.toChars(codePoint)) {
            out.append("\\u");
            for (int shift = 12; shift >= 0; shift -= 4) {
                out.append(HEX.charAt(c >> shift & 0xf));
            }
        }
    }
}
