package io.kafkatcp.report.page;

import io.kafkatcp.report.Origin;

/** The way back: a line that opens to the record itself. */
final class Records {

    private Records() {}

    static void write(Html page, String what, Origin origin) {
        write(page, what, origin.place(), origin.json);
    }

    static void write(Html page, String what, String place, String json) {
        page.raw("<details class=\"rec\"><summary>")
                .text(what + " ")
                .element("code", place)
                .raw("</summary>")
                .element("pre", json)
                .raw("</details>\n");
    }
}
