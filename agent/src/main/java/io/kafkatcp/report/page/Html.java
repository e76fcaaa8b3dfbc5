package io.kafkatcp.report.page;

import io.kafkatcp.report.Formats;

/**
 * Text of the page. What came from records goes through {@link #text}, and so can neither be obeyed by a browser nor
 * hide in it.
 */
final class Html {

    private final StringBuilder out = new StringBuilder(1 << 16);

    /** Our own markup, never anything from records. */
    Html raw(String markup) {
        out.append(markup);
        return this;
    }

    Html text(String text) {
        out.append(escaped(text));
        return this;
    }

    /** An element around a text. */
    Html element(String name, String text) {
        return raw("<" + name + ">").text(text).raw("</" + name.split(" ")[0] + ">");
    }

    Html row(String... cells) {
        raw("<tr>");
        for (int i = 0; i < cells.length; i++) {
            element(i > 0 && isFigure(cells[i]) ? "td class=\"n\"" : "td", cells[i]);
        }
        return raw("</tr>\n");
    }

    /** A table that scrolls by itself where the screen is narrow. */
    Html beginTable(String... columns) {
        raw("<div class=\"scroll\"><table><thead><tr>");
        for (String column : columns) {
            element("th", column);
        }
        return raw("</tr></thead><tbody>\n");
    }

    Html endTable() {
        return raw("</tbody></table></div>\n");
    }

    Html legend(String of) {
        return raw("<div class=\"legend\" id=\"legend-" + of + "\"></div>\n");
    }

    /** Where the script draws; a screen reader gets the text. */
    Html chart(String name, String what) {
        return raw("<figure><div class=\"chart\" id=\"chart-" + name + "\" aria-label=\"" + what
                + "; its numbers stand in the table below\"></div></figure>\n");
    }

    Html beginDetails(String summary) {
        return raw("<details><summary>").text(summary).raw("</summary>\n");
    }

    Html endDetails() {
        return raw("</details>\n");
    }

    @Override
    public String toString() {
        return out.toString();
    }

    static String escaped(String text) {
        String visible = Formats.visible(text);
        StringBuilder safe = new StringBuilder(visible.length() + 16);
        for (int i = 0; i < visible.length(); i++) {
            char c = visible.charAt(i);
            switch (c) {
                case '<':
                    safe.append("&lt;");
                    break;
                case '>':
                    safe.append("&gt;");
                    break;
                case '&':
                    safe.append("&amp;");
                    break;
                case '"':
                    safe.append("&quot;");
                    break;
                case '\'':
                    safe.append("&#39;");
                    break;
                default:
                    safe.append(c);
            }
        }
        return safe.toString();
    }

    private static boolean isFigure(String cell) {
        return !cell.isEmpty()
                && Character.isDigit(cell.charAt(cell.charAt(0) == '-' && cell.length() > 1 ? 1 : 0))
                && cell.length() < 40
                && cell.indexOf(':') < 0;
    }
}
