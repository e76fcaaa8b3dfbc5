package io.kafkatcp.cli.output;

import java.io.PrintWriter;

/** A sentence on a terminal: broken between words, what follows is set in. */
public final class Wrapped {

    private static final String INDENT = "  ";

    private Wrapped() {}

    public static void print(PrintWriter out, String text, int room) {
        String rest = text;
        String indent = "";
        while (indent.length() + rest.length() > room && room > INDENT.length()) {
            int width = room - indent.length();
            int blank = rest.lastIndexOf(' ', width);
            int end = blank > 0 ? blank : width;
            out.println(indent + rest.substring(0, end));
            rest = rest.substring(blank > 0 ? blank + 1 : width);
            indent = INDENT;
        }
        out.println(indent + rest);
    }
}
