package io.kafkatcp.recordfile.row;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kafkatcp.core.record.Event;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the reader knows, beside the schema that the agent writes by. */
class FieldTest {

    private final JsonNode schema = new ObjectMapper().readTree(new File("src/main/schema/events.schema.json"));

    FieldTest() throws IOException {}

    @Test
    void everyFieldAndEventOfTheSchemaIsKnownToTheReader() {
        List<String> fields = new ArrayList<>();
        for (JsonNode properties : schema.findValues("properties")) {
            properties.fieldNames().forEachRemaining(fields::add);
        }
        assertThat(fields)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(Field.named(name)).as(name).isNotNull());
        assertThat(schema.at("/properties/event/enum"))
                .isNotEmpty()
                .allSatisfy(name ->
                        assertThat(Event.named(name.asText())).as(name.asText()).isNotNull());
    }

    @Test
    void aNumberInTheSchemaIsANumberInTheReader() {
        schema.path("$defs")
                .forEach(definition -> definition.path("properties").fields().forEachRemaining(property -> {
                    boolean number = property.getValue().path("$ref").asText().matches(".*/(count|port)")
                            || property.getValue().path("type").asText().equals("integer");
                    if (number) {
                        assertThat(Field.named(property.getKey()).kind)
                                .as(property.getKey())
                                .isEqualTo(Field.Kind.NUMBER);
                    }
                }));
    }
}
