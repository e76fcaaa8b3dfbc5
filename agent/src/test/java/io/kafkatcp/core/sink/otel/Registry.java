package io.kafkatcp.core.sink.otel;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.semconv.incubating.MessagingIncubatingAttributes;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Every attribute of OpenTelemetry's semantic conventions, as their Java library has them. */
final class Registry {

    /** Its name, and its type. */
    static final Map<String, String> ATTRIBUTES = read();

    private Registry() {}

    /** Whether it is in the registry or the agent's own. */
    static boolean knows(String attribute) {
        return ATTRIBUTES.containsKey(attribute) || attribute.matches("kafka_tcp_agent\\.[a-z][a-z0-9_]*");
    }

    private static Map<String, String> read() {
        Map<String, String> attributes = new TreeMap<>();
        for (Class<?> one :
                Set.of(io.opentelemetry.semconv.NetworkAttributes.class, MessagingIncubatingAttributes.class)) {
            Path jar = Path.of(URI.create(
                    one.getProtectionDomain().getCodeSource().getLocation().toString()));
            try (FileSystem inside = FileSystems.newFileSystem(jar);
                    Stream<Path> files = Files.walk(inside.getPath("/io"))) {
                files.map(Path::toString)
                        .filter(file -> file.endsWith("Attributes.class"))
                        .forEach(file -> addAll(file, attributes));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
        return attributes;
    }

    private static void addAll(String file, Map<String, String> attributes) {
        try {
            String name = file.substring(1, file.length() - ".class".length()).replace('/', '.');
            for (Field field : Class.forName(name).getFields()) {
                if (field.get(null) instanceof AttributeKey<?> key) {
                    attributes.put(key.getKey(), key.getType().name());
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(file, e);
        }
    }
}
