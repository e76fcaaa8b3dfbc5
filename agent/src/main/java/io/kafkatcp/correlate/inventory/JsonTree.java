package io.kafkatcp.correlate.inventory;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as maps, lists and strings, since a query may have given it any shape. Pure. */
final class JsonTree {

    private JsonTree() {}

    /** All documents that follow each other, as the pages of one answer do. Numbers and booleans come as strings. */
    static List<Object> read(String text) throws IOException {
        List<Object> documents = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            while (parser.nextToken() != null) {
                documents.add(value(parser));
            }
        }
        return documents;
    }

    /** In a sentence, and without the parser's own notes. */
    static String why(IOException broken) {
        if (!(broken instanceof JsonProcessingException)) {
            return broken.getMessage();
        }
        JsonProcessingException json = (JsonProcessingException) broken;
        return json.getOriginalMessage()
                + (json.getLocation() == null
                        ? ""
                        : ", line " + json.getLocation().getLineNr());
    }

    private static Object value(JsonParser parser) throws IOException {
        if (parser.hasToken(JsonToken.START_OBJECT)) {
            Map<String, Object> map = new LinkedHashMap<>();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                parser.nextToken();
                map.put(name, value(parser));
            }
            return map;
        }
        if (parser.hasToken(JsonToken.START_ARRAY)) {
            List<Object> list = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() == null) {
                    throw new IOException("it ends within an array");
                }
                list.add(value(parser));
            }
            return list;
        }
        return parser.hasToken(JsonToken.VALUE_NULL) ? null : parser.getText();
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object node) {
        return node == null ? Collections.emptyMap() : (Map<String, Object>) node;
    }

    @SuppressWarnings("unchecked")
    static List<Object> list(Object node) {
        return (List<Object>) node;
    }
}
