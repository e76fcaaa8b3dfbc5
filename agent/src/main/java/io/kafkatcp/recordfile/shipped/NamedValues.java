package io.kafkatcp.recordfile.shipped;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.kafkatcp.recordfile.json.ByteText;
import io.kafkatcp.recordfile.json.Text;
import io.kafkatcp.recordfile.row.Field;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Makes a flat record of an array of pairs of a name and a value: so CloudWatch Logs Insights answers, and so a
 * Collector has what it has parsed. Pure.
 */
public final class NamedValues {

    private static final JsonFactory JSON = new JsonFactory();
    private static final byte[] OURS = ("\"" + Field.AGENT_VERSION.jsonName + "\"").getBytes(StandardCharsets.US_ASCII);
    /** A pair with a version in it is no longer. */
    private static final int LONGEST = 200;

    private NamedValues() {}

    /** Whether this is the pair that says that the others are a record of the agent's. */
    public static boolean isOurs(byte[] text, int from, int to) {
        for (int i = from; i <= to - OURS.length && to - from <= LONGEST; i++) {
            int same = 0;
            while (same < OURS.length && text[i + same] == OURS[same]) {
                same++;
            }
            if (same == OURS.length) {
                return true;
            }
        }
        return false;
    }

    /** @return null where it is another array */
    public static Text flat(byte[] text, int from, int to, long line) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(to - from);
        try (JsonParser in = JSON.createParser(text, from, to - from);
                JsonGenerator out = JSON.createGenerator(bytes)) {
            in.nextToken();
            out.writeStartObject();
            while (in.nextToken() == JsonToken.START_OBJECT) {
                pair(in, out);
            }
            out.writeEndObject();
        } catch (IOException otherwise) {
            return null;
        }
        return new ByteText(bytes.toByteArray(), line);
    }

    private static void pair(JsonParser in, JsonGenerator out) throws IOException {
        String named = null;
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            JsonToken token = in.nextToken();
            if (token == JsonToken.VALUE_STRING && (name.equals("field") || name.equals("key"))) {
                named = in.getText();
            } else if (named != null && name.equals("value")) {
                out.writeFieldName(named);
                out.copyCurrentStructure(in);
                named = null;
            } else {
                in.skipChildren();
            }
        }
    }
}
