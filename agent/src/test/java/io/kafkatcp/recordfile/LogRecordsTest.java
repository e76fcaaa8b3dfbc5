package io.kafkatcp.recordfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Log records of OpenTelemetry in envelopes of any length, and what is none of them. */
class LogRecordsTest extends EnvelopeFixture {

    @Test
    void anEnvelopeOfAnyLengthIsReadInAFewMegabytes() throws Exception {
        byte[] head = "{\"body\":\"[".getBytes(StandardCharsets.UTF_8);
        byte[] one = ("{\\\"m\\\":" + inner(quoted(records.get(0))) + "},").getBytes(StandardCharsets.UTF_8);
        int times = 40_000;
        InputStream text = new InputStream() {
            private long at;

            @Override
            public int read() {
                long i = at++ - head.length;
                return i < 0 ? head[(int) at - 1] : i < (long) times * one.length ? one[(int) (i % one.length)] : -1;
            }
        };
        long[] found = {0};
        reader(text).read(List.of("-"), record -> found[0]++);
        assertThat(found[0]).isEqualTo(times);
    }

    @Test
    void aLogRecordWithoutAResourceSaysNothingOfTheHostBeforeIt() throws Exception {
        String withoutVersion = "{\"resourceLogs\":[{\"scopeLogs\":[{\"scope\":{\"version\":\"1\"},\"logRecords\":["
                + logRecord(records.get(1)) + "]}]}]}";
        String text = otlp(logRecord(records.get(0)), records.get(0)) + "\n" + withoutVersion + "\n";

        List<String> read = read(text.getBytes(StandardCharsets.UTF_8));

        assertThat(read.get(0)).contains(" h\u00e4-0 ");
        assertThat(read.get(1)).contains(" null ");
    }

    @Test
    void aLineOfTenMegabytesKeepsItsResource() throws Exception {
        int count = 20_000;
        String many = String.join(",", Collections.nCopies(count, logRecord(records.get(0))));
        String text = otlp(many, records.get(0)) + "\n" + otlp(logRecord(records.get(1)), records.get(1));
        assertThat(text.length()).isGreaterThan(8_000_000);

        List<String> read = read(text.getBytes(StandardCharsets.UTF_8));

        assertThat(read).hasSize(count + 1);
        assertThat(read.subList(0, count)).containsOnly(expected().get(0));
        assertThat(read.get(count)).isEqualTo(expected().get(1));
    }

    @Test
    void whatOnlyLooksLikeALogRecordIsPassedOver() throws Exception {
        for (String strange : List.of(
                "{\"eventName\":{\"a\":1}}",
                "{\"eventName\":\"kafka_tcp_agent.x\",\"attributes\":5}",
                "{\"eventName\":\"kafka_tcp_agent.x\",\"attributes\":[{\"key\":{},\"value\":[]}]}",
                "{\"eventName\":\"kafka_tcp_agent.x\",\"timeUnixNano\":[],\"attributes\":[{\"key\":\"error.message\","
                        + "\"value\":{\"intValue\":\"1e999999999\"}}]}",
                "{\"resource\":[],\"scope\":1,\"eventName\":\"kafka_tcp_agent.connect_failed\"}")) {
            String text = strange + "\n" + otlp(logRecord(records.get(0)), records.get(0)) + records.get(1);

            assertThat(read(text.getBytes(StandardCharsets.UTF_8)))
                    .as(strange)
                    .isEqualTo(expected().subList(0, 2));
        }
    }
}
