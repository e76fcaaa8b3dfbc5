package io.kafkatcp.core.sink.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.core.record.Event;
import io.kafkatcp.core.record.Record;
import io.kafkatcp.core.runtime.AgentMetrics;
import io.kafkatcp.core.runtime.CapturedAgentLog;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JmxSinkTest {

    private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

    private final CapturedAgentLog captured = new CapturedAgentLog();
    private final JmxSink sink = new JmxSink(
            new AgentMetrics(
                    type -> type.equals("producer") ? 3 : 0, captured.agentLog().errors()),
            captured.agentLog().stderr());

    @AfterEach
    void nothingStays() throws Exception {
        sink.close();
    }

    @Test
    void beforeTheFirstRecordNothingIsRegistered() throws Exception {
        assertThat(beans()).isEmpty();
    }

    @Test
    void recordsAreCountedByWhatTellsThemApart() throws Exception {
        sink.write(failed("timeout", "connect_unanswered"));
        sink.write(failed("timeout", "connect_unanswered"));
        sink.write(failed("refused", "connect_refused"));

        assertThat(number(
                        "type=Events,event=connect_failed,client_type=producer,outcome=timeout,"
                                + "verdict=connect_unanswered",
                        "Count"))
                .isEqualTo(2);
        assertThat(number(
                        "type=Events,event=connect_failed,client_type=producer,outcome=refused,verdict=connect_refused",
                        "Count"))
                .isEqualTo(1);
    }

    @Test
    void theKafkaRecordsThatWereLostAreSummedUp() throws Exception {
        sink.write(new Record(Event.BATCH_EXPIRED, Record.Level.WARN, null)
                .text("verdict", "never_sent")
                .number("records", 3));
        sink.write(new Record(Event.BATCH_EXPIRED, Record.Level.WARN, null)
                .text("verdict", "never_sent")
                .number("records", 4));

        assertThat(number("type=Events,event=batch_expired,verdict=never_sent", "KafkaRecords"))
                .isEqualTo(7);
    }

    @Test
    void answersAfterIdleFillTheBucketsOfAPrometheusHistogram() throws Exception {
        sink.write(answered(3));
        sink.write(answered(700));
        sink.write(answered(100_000));

        assertThat(number("type=PostIdleResponse,le=0.005", "Bucket")).isEqualTo(1);
        assertThat(number("type=PostIdleResponse,le=0.5", "Bucket")).isEqualTo(1);
        assertThat(number("type=PostIdleResponse,le=1.0", "Bucket")).isEqualTo(2);
        assertThat(number("type=PostIdleResponse,le=+Inf", "Bucket")).isEqualTo(3);
        assertThat(number("type=PostIdleResponse", "Count")).isEqualTo(3);
        assertThat(number("type=PostIdleResponse", "SumMilliseconds")).isEqualTo(100_703);
    }

    @Test
    void connectionsAndTheAgentsOwnErrorsAreThereToo() throws Exception {
        sink.write(answered(1));
        captured.agentLog().errors().caught("testing", new IllegalStateException("on purpose"));

        assertThat(number("type=Connections,client_type=producer", "Open")).isEqualTo(3);
        assertThat(number("type=Agent", "SuppressedErrors")).isEqualTo(1);
        assertThat(number("type=Agent", "DroppedRecords")).isZero();
    }

    @Test
    void whatWorksBetweenTwoAddressesAndWhatFailsIsCountedAlsoForIpv6AndForFiveHundredOfThem() throws Exception {
        sink.write(between(Event.CONNECTION_OPENED, "fe80::1%eth0", "::1"));
        sink.write(between(Event.CONNECT_FAILED, "fe80::1%eth0", "::1"));
        sink.write(between(Event.CONNECT_FAILED, "fe80::1%eth0", "::1"));
        sink.write(between(Event.CONNECTION_CLOSED, "fe80::1%eth0", "::1"));

        assertThat(number("type=Pairs,local_ip=\"fe80::1%eth0\",peer_ip=\"::1\"", "Worked"))
                .isEqualTo(1);
        assertThat(number("type=Pairs,local_ip=\"fe80::1%eth0\",peer_ip=\"::1\"", "Failed"))
                .isEqualTo(2);
        for (int i = 0; i < 600; i++) {
            sink.write(between(Event.CONNECTION_OPENED, "10.0.0.1", "10.1." + i / 250 + "." + i % 250));
        }
        assertThat(beans().filter(bean -> bean.getKeyProperty("type").equals("Pairs")))
                .hasSize(500);
    }

    private static Record between(Event event, String local, String peer) {
        return new Record(event, Record.Level.INFO, null)
                .text("local_ip", local)
                .text("peer_ip", peer);
    }

    /** A console shows a bean's names without this page's explanations. */
    @Test
    void eachNumberSaysWhatItCountsAndInWhatUnit() throws Exception {
        sink.write(answered(1));
        sink.write(between(Event.CONNECT_FAILED, "10.0.0.1", "10.0.0.2"));

        for (ObjectName bean : beans().toList()) {
            for (MBeanAttributeInfo number : SERVER.getMBeanInfo(bean).getAttributes()) {
                assertThat(number.getDescription())
                        .as("%s %s", bean, number.getName())
                        .hasSizeGreaterThan(20)
                        .contains(" ");
            }
        }
        assertThat(descriptions("type=PostIdleResponse"))
                .anySatisfy(text -> assertThat(text).contains("milliseconds"));
        assertThat(descriptions("type=PostIdleResponse,le=0.005"))
                .allSatisfy(text -> assertThat(text).contains("seconds"));
        assertThat(descriptions("type=Pairs,local_ip=\"10.0.0.1\",peer_ip=\"10.0.0.2\""))
                .anySatisfy(text -> assertThat(text).contains("minutes of traffic"));
    }

    private static List<String> descriptions(String properties) throws Exception {
        return Arrays.stream(SERVER.getMBeanInfo(new ObjectName(JmxBeans.DOMAIN + ":" + properties))
                        .getAttributes())
                .map(MBeanAttributeInfo::getDescription)
                .toList();
    }

    @Test
    void closingItTakesEveryBeanAway() throws Exception {
        sink.write(answered(1));
        assertThat(beans()).isNotEmpty();

        sink.close();

        assertThat(beans()).isEmpty();
    }

    private static Stream<ObjectName> beans() throws Exception {
        return SERVER.queryNames(new ObjectName(JmxBeans.DOMAIN + ":*"), null).stream();
    }

    private static long number(String properties, String attribute) throws Exception {
        return (Long) SERVER.getAttribute(new ObjectName(JmxBeans.DOMAIN + ":" + properties), attribute);
    }

    private static Record failed(String outcome, String verdict) {
        return new Record(Event.CONNECT_FAILED, Record.Level.WARN, null)
                .text("client_type", "producer")
                .text("outcome", outcome)
                .text("verdict", verdict);
    }

    private static Record answered(long ms) {
        return new Record(Event.POST_IDLE_SEND, Record.Level.DEBUG, null)
                .text("outcome", "answered")
                .number("response_ms", ms);
    }
}
