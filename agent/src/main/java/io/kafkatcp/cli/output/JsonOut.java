package io.kafkatcp.cli.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;

/** One JSON document on standard output, indented, and whole or not at all. */
public final class JsonOut implements AutoCloseable {

    private static final int ASCII = 126;

    public final JsonGenerator generator;
    private final StringWriter text = new StringWriter();
    private final PrintWriter out;

    private JsonOut(PrintWriter out) throws IOException {
        this.out = out;
        this.generator = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter();
        // a terminal obeys control characters that JSON lets stand as they are: those above ASCII
        generator.setHighestNonEscapedChar(ASCII);
    }

    public static JsonOut array(PrintWriter out) throws IOException {
        JsonOut json = new JsonOut(out);
        json.generator.writeStartArray();
        return json;
    }

    public static JsonOut object(PrintWriter out) throws IOException {
        JsonOut json = new JsonOut(out);
        json.generator.writeStartObject();
        return json;
    }

    /** Ends what was begun. */
    @Override
    public void close() throws IOException {
        generator.close();
        out.println(text);
    }
}
