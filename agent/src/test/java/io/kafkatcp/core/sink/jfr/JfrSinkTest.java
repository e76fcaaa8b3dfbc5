package io.kafkatcp.core.sink.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.core.record.Event;
import io.kafkatcp.core.record.EventFields;
import io.kafkatcp.core.record.Record;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JfrSinkTest {

    private final JfrSink sink = new JfrSink();

    @TempDir
    Path directory;

    @AfterEach
    void nothingStays() throws Exception {
        sink.close();
    }

    @Test
    void aRecordIsAnEventWithItsFields() throws Exception {
        List<RecordedEvent> events = recorded(new Record(Event.POST_IDLE_STALLED, Record.Level.WARN, null)
                .text("client_id", "orders\u001b[31m")
                .text("peer_ip", "10.0.3.7")
                .number("peer_port", 9_092)
                .number("waiting_ms", 1_002)
                .pairs("timeline", new long[] {250, 1})
                .text("verdict", "flow_blackholed"));

        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.getEventType().getName()).isEqualTo("io.kafkatcp.PostIdleStalled");
            assertThat(event.getEventType().getCategoryNames()).containsExactly("Kafka TCP agent");
            assertThat(event.getString("client_id")).isEqualTo("orders?[31m");
            assertThat(event.getString("peer_ip")).isEqualTo("10.0.3.7");
            assertThat(event.getLong("peer_port")).isEqualTo(9_092);
            assertThat(event.getDuration("waiting_ms")).isEqualTo(Duration.ofMillis(1_002));
            assertThat(event.getString("timeline")).isEqualTo("[250, 1]");
            assertThat(event.getString("verdict")).isEqualTo("flow_blackholed");
            assertThat(event.getLong("request_bytes")).as("not known").isEqualTo(-1);
            assertThat(event.getStackTrace()).isNull();
        });
    }

    @Test
    void everyEventCanBeRecorded() throws Exception {
        Record[] one = EventFields.events().stream()
                .map(event -> new Record(event, Record.Level.DEBUG, null))
                .toArray(Record[]::new);

        assertThat(recorded(one))
                .extracting(event -> event.getEventType().getName())
                .containsExactlyInAnyOrderElementsOf(EventFields.events().stream()
                        .map(event -> "io.kafkatcp." + FlightRecorder.camelCase(event.jsonName))
                        .toList());
    }

    private List<RecordedEvent> recorded(Record... records) throws Exception {
        Path file = directory.resolve("recording.jfr");
        try (Recording recording = new Recording()) {
            recording.start();
            for (Record record : records) {
                sink.write(record);
            }
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().startsWith("io.kafkatcp."))
                .toList();
    }
}
