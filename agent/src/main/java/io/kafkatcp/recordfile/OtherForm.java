package io.kafkatcp.recordfile;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a file that holds no record is instead, as far as its first bytes say, and what to run to have records of it.
 */
final class OtherForm extends FilterInputStream {

    private static final int KEPT = 1 << 12;
    /** In YAML, at the beginning of a line, as a member of a list or of a map. */
    private static final Pattern YAML = Pattern.compile("(?m)^[ -]*agent_version: ");
    /** In JSON, the last part of a name that says where the field comes from. */
    private static final Pattern DOTTED = Pattern.compile("\"([\\w@-]+\\.)+agent_version\"\\s*:");
    /** An object's brace with the quotation mark behind it, and gzip's first bytes. */
    private static final Pattern ENCODED = Pattern.compile("(eyJ|eyAi|ewog|H4sI)[A-Za-z0-9+/]{37}[A-Za-z0-9+/\\s]*=*");

    private static final Pattern ENCODED_VALUE =
            Pattern.compile("\"((?:eyJ[A-Za-z0-9+/]|eyAi|ewog)(?:[A-Za-z0-9+/]{4}){10,})");

    private final byte[] first = new byte[KEPT];
    private int kept;

    /** @param in the file's text, of which the beginning is kept while it is read */
    OtherForm(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        if (one >= 0 && kept < KEPT) {
            first[kept++] = (byte) one;
        }
        return one;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int n = super.read(target, offset, length);
        int more = Math.max(0, Math.min(n, KEPT - kept));
        System.arraycopy(target, offset, first, kept, more);
        kept += more;
        return n;
    }

    /** The rest of a sentence that begins with the file's name; null where it is none of these. */
    String words(String file) {
        String text = new String(first, 0, kept, StandardCharsets.UTF_8).trim();
        if (text.startsWith("<")) {
            return "is XML, which is not read: export JSON, or the text of each message alone";
        }
        if (ENCODED.matcher(text).matches()) {
            return "is base64, which is not read: base64 -d " + file;
        }
        if (ENCODED_VALUE.matcher(text).find() && holdsRecord(text)) {
            return "holds records in base64, which is not read: jq -r '.. | strings | try @base64d' " + file;
        }
        if (DOTTED.matcher(text).find()) {
            return "has the fields by names with dots in JSON, which are not read: jq -c 'with_entries(.key |="
                    + " (split(\".\") | last))' " + file;
        }
        return YAML.matcher(text).find() ? "is YAML, which is not read: make JSON of it, as yq does" : null;
    }

    private static boolean holdsRecord(String text) {
        Matcher value = ENCODED_VALUE.matcher(text);
        while (value.find()) {
            byte[] decoded = Base64.getDecoder().decode(value.group(1));
            if (new String(decoded, StandardCharsets.UTF_8).contains("\"agent_version\"")) {
                return true;
            }
        }
        return false;
    }
}
