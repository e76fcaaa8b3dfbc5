package io.kafkatcp.core.sink;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What OpenTelemetry's operator, Helm or systemd put into {@code OTEL_RESOURCE_ATTRIBUTES}:
 * {@code key=value,key=value}, the values with percent-encoding, as its specification of resources has it. A part that
 * is no pair is left out. Pure.
 */
final class ResourceAttributes {

    private static final String VARIABLE = "OTEL_RESOURCE_ATTRIBUTES";

    private ResourceAttributes() {}

    static Map<String, String> of(Map<String, String> environment) {
        String text = environment.get(VARIABLE);
        if (text == null) {
            return Collections.emptyMap();
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        for (String part : text.split(",")) {
            int equals = part.indexOf('=');
            String key = part.substring(0, Math.max(0, equals)).trim();
            String value = part.substring(equals + 1).trim();
            if (!key.isEmpty() && !value.isEmpty()) {
                attributes.put(key, decoded(value));
            }
        }
        return attributes;
    }

    /** By hand: java.net.URLDecoder makes a blank of a plus, and throws at a percent sign that stands for itself. */
    private static String decoded(String value) {
        if (value.indexOf('%') < 0) {
            return value;
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' ? digit(bytes, i + 1) : -1;
            int low = high < 0 ? -1 : digit(bytes, i + 2);
            decoded.write(low < 0 ? bytes[i] : high << 4 | low);
            i += low < 0 ? 0 : 2;
        }
        return new String(decoded.toByteArray(), StandardCharsets.UTF_8);
    }

    private static int digit(byte[] bytes, int index) {
        return index < bytes.length ? Character.digit(bytes[index], 16) : -1;
    }
}
