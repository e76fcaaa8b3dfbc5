package io.kafkatcp.cli.output;

import io.kafkatcp.report.Formats;

/**
 * What an application calls its clients and class loaders, as it can stand in a line of a terminal that must not obey
 * it.
 */
public final class Shown {

    private static final int LONGEST = 100;

    private Shown() {}

    public static String of(Object value) {
        String text = String.valueOf(value);
        return Formats.visible(text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text);
    }
}
