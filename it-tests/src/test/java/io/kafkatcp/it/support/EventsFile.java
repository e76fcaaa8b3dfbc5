package io.kafkatcp.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The file that the agent writes, read as a stranger would: each line must be one JSON object and keep to the published
 * schema.
 */
public final class EventsFile {

    private static final ObjectMapper STRICT =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(read(Path.of("../agent/src/main/schema/events.schema.json")));

    private final Path path;

    public EventsFile(Path path) {
        this.path = path;
    }

    /** The agent's argument that names it. */
    public String argument() {
        return "events.file=" + path;
    }

    public List<JsonNode> all() {
        if (!Files.exists(path)) {
            return List.of();
        }
        String text = read(path);
        // the last line may be half written while its JVM lives
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .map(EventsFile::parse)
                .toList();
    }

    public List<JsonNode> of(String event) {
        return all().stream()
                .filter(record -> record.path("event").asText().equals(event))
                .toList();
    }

    /** What a record says of those fields, one "name=value" for each, with "-" where it says nothing. */
    public static Stream<String> said(JsonNode record, String... fields) {
        return Stream.of(fields).map(field -> field + "=" + record.path(field).asText("-"));
    }

    /** The options' defaults, as the kernel gave them back. */
    public static void assertDefaultsOn(JsonNode opened) {
        assertThat(said(opened, "keepalive_idle_s", "keepalive_interval_s", "keepalive_count", "user_timeout_ms"))
                .as(opened.toString())
                .containsExactly(
                        "keepalive_idle_s=37", "keepalive_interval_s=9", "keepalive_count=3", "user_timeout_ms=20000");
    }

    private static JsonNode parse(String line) {
        try {
            JsonNode record = STRICT.readTree(line);
            assertThat(record).as(line).isInstanceOf(ObjectNode.class);
            assertThat(SCHEMA.validate(line, InputFormat.JSON)).as(line).isEmpty();
            return record;
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + line, e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
