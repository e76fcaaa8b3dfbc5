package io.kafkatcp.recordfile.lines;

import io.kafkatcp.recordfile.row.Field;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes lines of JSON of a table in CSV (RFC 4180, also with semicolons or tabs) whose columns are a record's fields,
 * as a log service exports what it has taken apart. The lines keep their numbers.
 */
public final class CsvColumns extends InputStream {

    /** A row is no longer than a record. */
    private static final int LONGEST = 1 << 20;

    private final InputStream in;
    private final char delimiter;
    private final List<String> names;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int limit;
    private byte[] out = {};
    private int outAt;
    private boolean ended;
    private int lineFeeds;

    private CsvColumns(InputStream in, CsvHead head) throws IOException {
        this.in = in;
        this.delimiter = head.delimiter;
        this.names = head.names;
        for (int i = 0; i < head.linesBefore; i++) {
            passLine();
        }
        row();
        out = new byte[head.linesBefore + 1];
        Arrays.fill(out, (byte) '\n');
    }

    /** The text, as lines of JSON where its first lines name the fields that make a record. */
    public static InputStream in(InputStream text) throws IOException {
        Beginning beginning = new Beginning(text);
        CsvHead head = CsvHead.in(beginning.bytes, beginning.length);
        return head == null ? beginning.whole() : new CsvColumns(beginning.whole(), head);
    }

    private void passLine() throws IOException {
        int c = next();
        while (c >= 0 && c != '\n') {
            c = next();
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (outAt == out.length) {
            if (ended) {
                return -1;
            }
            out = json(row());
            outAt = 0;
        }
        int n = Math.min(length, out.length - outAt);
        System.arraycopy(out, outAt, target, offset, n);
        outAt += n;
        return n;
    }

    private List<String> row() throws IOException {
        List<String> cells = new ArrayList<>();
        ByteArrayOutputStream cell = new ByteArrayOutputStream();
        boolean quoted = false;
        int length = 0;
        lineFeeds = 0;
        while (length++ < LONGEST) {
            int c = next();
            if (c == '"' && quoted && peek() == '"') {
                cell.write(next());
            } else if (c == '"' && (quoted || cell.size() == 0)) {
                quoted = !quoted;
            } else if (c < 0 || c == '\n' && !quoted || c == delimiter && !quoted) {
                cells.add(new String(cell.toByteArray(), StandardCharsets.UTF_8));
                cell.reset();
                if (c != delimiter) {
                    ended = c < 0;
                    lineFeeds += c < 0 ? 0 : 1;
                    return cells;
                }
            } else {
                lineFeeds += c == '\n' ? 1 : 0;
                cell.write(c);
            }
        }
        return cells;
    }

    private byte[] json(List<String> cells) {
        StringBuilder json = new StringBuilder();
        int text = textOf(cells);
        for (int i = 0; i < cells.size() && i < names.size(); i++) {
            String cell = cells.get(i).trim();
            if (!cell.isEmpty() && !cell.equals("-") && (text < 0 || text == i)) {
                json.append(json.length() == 0 ? '{' : ',');
                quote(names.get(i), json).append(':');
                quote(cell, json);
            }
        }
        json.append(json.length() == 0 ? "" : "}");
        for (int i = 0; i < lineFeeds; i++) {
            json.append('\n');
        }
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Which cell has the whole record, as it was before a service took it apart; -1 where none has. */
    private static int textOf(List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            if (cell.startsWith("{") && cell.contains("\"" + Field.AGENT_VERSION.jsonName + "\"")) {
                return i;
            }
        }
        return -1;
    }

    private static StringBuilder quote(String text, StringBuilder json) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"');
    }

    private int next() throws IOException {
        int c = peek();
        at++;
        return c;
    }

    private int peek() throws IOException {
        if (at >= limit) {
            limit = in.read(buffer, 0, buffer.length);
            at = 0;
            if (limit <= 0) {
                limit = 0;
                return -1;
            }
        }
        return buffer[at] & 0xff;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
