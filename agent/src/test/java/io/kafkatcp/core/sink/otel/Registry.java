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
import java.util.TreeSet;
import java.util.stream.Stream;

/** Every attribute of OpenTelemetry's semantic conventions, as their Java library has them. */
final class Registry {

    /** Its name, and its type. */
    static final Map<String, String> ATTRIBUTES = new TreeMap<>();

    /** Those that are not deprecated; what has become stable is deprecated in one of the two jars only. */
    private static final Set<String> CURRENT = new TreeSet<>();

    /** Deprecated, and still what instrumentations of Kafka write; its successor stands beside it. */
    private static final Set<String> STILL_WRITTEN = Set.of("messaging.system");

    static {
        read();
    }

    private Registry() {}

    /** Whether it is the registry's, and not deprecated there, or the agent's own. */
    static boolean knows(String attribute) {
        return CURRENT.contains(attribute)
                || STILL_WRITTEN.contains(attribute)
                || attribute.matches("kafka_tcp_agent\\.[a-z][a-z0-9_]*");
    }

    private static void read() {
        for (Class<?> one :
                Set.of(io.opentelemetry.semconv.NetworkAttributes.class, MessagingIncubatingAttributes.class)) {
            Path jar = Path.of(URI.create(
                    one.getProtectionDomain().getCodeSource().getLocation().toString()));
            try (FileSystem inside = FileSystems.newFileSystem(jar);
                    Stream<Path> files = Files.walk(inside.getPath("/io"))) {
                files.map(Path::toString)
                        .filter(file -> file.endsWith("Attributes.class"))
                        .forEach(Registry::addAll);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static void addAll(String file) {
        try {
            String name = file.substring(1, file.length() - ".class".length()).replace('/', '.');
            for (Field field : Class.forName(name).getFields()) {
                if (field.get(null) instanceof AttributeKey<?> key) {
                    ATTRIBUTES.put(key.getKey(), key.getType().name());
                    if (!field.isAnnotationPresent(Deprecated.class)) {
                        CURRENT.add(key.getKey());
                    }
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(file, e);
        }
    }
}
