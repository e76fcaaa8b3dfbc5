package io.kafkatcp.recordfile;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes lines of JSON of a table in CSV (RFC 4180, also with semicolons or tabs) whose columns are a record's fields,
 * as a log service exports what it has taken apart. The lines keep their numbers.
 */
final class CsvColumns extends InputStream {

    private static final int LOOK_AT = 1 << 14;
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

    private CsvColumns(InputStream in, char delimiter, List<String> names) throws IOException {
        this.in = in;
        this.delimiter = delimiter;
        this.names = names;
        row();
        out = new byte[] {'\n'};
    }

    /** The text, as lines of JSON where its first line names the fields that make a record. */
    static InputStream in(InputStream text) throws IOException {
        byte[] first = new byte[LOOK_AT];
        int read = Math.max(0, text.read(first, 0, LOOK_AT));
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(first, 0, read), text);
        String header = new String(first, 0, read, StandardCharsets.UTF_8).replace("\ufeff", "");
        int end = header.indexOf('\n');
        header = end < 0 ? header : header.substring(0, end);
        for (char delimiter : new char[] {',', ';', '\t', '|'}) {
            List<String> names = names(header, delimiter);
            if (names.contains(Field.EVENT.jsonName) && names.contains(Field.AGENT_VERSION.jsonName)) {
                return new CsvColumns(whole, delimiter, names);
            }
        }
        return whole;
    }

    private static List<String> names(String header, char delimiter) {
        List<String> names = new ArrayList<>();
        for (String cell : header.trim().split("\\" + delimiter, -1)) {
            String name = cell.trim().replaceAll("^\"|\"$", "");
            // of a field that a service has under another, such as jsonPayload.event
            String last = name.substring(name.lastIndexOf('.') + 1);
            names.add(Field.named(last) == null ? name : last);
        }
        return names;
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
        for (int i = 0; i < cells.size() && i < names.size(); i++) {
            String cell = cells.get(i).trim();
            if (!cell.isEmpty() && !cell.equals("-")) {
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
