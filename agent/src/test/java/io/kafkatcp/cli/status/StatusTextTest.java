package io.kafkatcp.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.cli.output.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A status on a terminal: no row wraps, and what is left out is named. */
class StatusTextTest {

    private static final String AGENT =
            "{\"row\":\"agent\",\"agent_version\":\"0.1.0\",\"service\":\"orders-service\",\"pid\":6853,"
                    + "\"host\":\"producer-17.orders.svc.cluster.local\",\"mode\":\"enforce\",\"canary\":\"100%\","
                    + "\"canary_by\":\"host\",\"up_ms\":387,\"dropped_records\":0,\"suppressed_errors\":0}\n";
    private static final String KAFKA = "{\"row\":\"kafka\",\"kafka\":\"org.apache.kafka\","
            + "\"class_loader\":\"jdk.internal.loader.ClassLoaders$AppClassLoader@30946e09\","
            + "\"features_on\":\"socket options, records of connections, records of expired batches\"}\n";

    @ParameterizedTest
    @ValueSource(ints = {20, 40, 60, 72, 80, 100, 120, 132, 160, 200, 300})
    void noLineIsWiderThanTheTerminal(int columns) throws IOException {
        List<String> lines = status(columns, "orders", "orders-service-payments-consumer-group-7-0a1b2c3d");

        assertThat(lines).allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(columns));
        assertThat(lines.stream().filter(line -> line.contains("ESTAB"))).hasSize(2);
    }

    @Test
    void atEightyColumnsItShowsWhoTalksToWhomAndWhetherItStands() throws IOException {
        List<String> lines = status(80, "orders", "orders-service-payments-consumer-group-7-0a1b2c3d");

        assertThat(lines)
                .anySatisfy(line ->
                        assertThat(line).contains("CLIENT", "NODE", "PEER", "STATE", "IDLE", "IN-FLIGHT", "RETRANS"));
        assertThat(lines).anySatisfy(line -> assertThat(line).contains("orders  ", "127.0.0.1:19092", "ESTAB", "6.4s"));
        // both ends of a long name tell it from its neighbours
        assertThat(lines).anySatisfy(line -> assertThat(line).containsPattern("orders\\S*\\.\\.\\S*3d "));
    }

    @Test
    void whatIsLeftOutIsNamed() throws IOException {
        String text = String.join(" ", status(80, "orders"));

        assertThat(text).contains("too narrow for ").contains("LOCAL").contains("--json shows all");
        assertThat(String.join(" ", status(300, "orders"))).doesNotContain("too narrow");
    }

    @Test
    void whereNothingMustGiveWayTheTableIsAsWideAsItsText() throws IOException {
        assertThat(status(Terminal.ANY_WIDTH, "orders")).isEqualTo(status(300, "orders"));
        assertThat(status(Terminal.ANY_WIDTH, "orders-service-payments-consumer-group-7-0a1b2c3d"))
                .anySatisfy(line -> assertThat(line)
                        .contains("orders-service-payments-consumer-group-7-0a1b2c3d", "leader of 3 partitions"));
        assertThat(status(Terminal.ANY_WIDTH, "orders").get(0))
                .startsWith("kafka-tcp-agent 0.1.0 in")
                .endsWith("387ms");
    }

    private static List<String> status(int columns, String... clients) throws IOException {
        StringBuilder rows = new StringBuilder(AGENT);
        for (String client : clients) {
            rows.append(connection(client));
        }
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        StatusText.print(StatusRows.parse(rows + KAFKA), out, columns);
        out.flush();
        return text.toString().lines().toList();
    }

    private static String connection(String client) {
        return "{\"row\":\"connection\",\"client_id\":\"" + client + "\",\"node_id\":\"1\","
                + "\"role\":\"leader of 3 partitions\",\"local_ip\":\"127.0.0.1\",\"local_port\":57344,"
                + "\"peer_ip\":\"127.0.0.1\",\"peer_port\":19092,\"state\":\"ESTAB\",\"idle_ms\":6400,\"in_flight\":0,"
                + "\"retransmits\":0,\"unanswered_probes\":0,\"timer\":\"keepalive\",\"timer_ms\":30500,"
                + "\"keepalive\":1,\"keepalive_idle_s\":37,\"keepalive_interval_s\":9,\"keepalive_count\":3,"
                + "\"user_timeout_ms\":10000,\"trust\":\"trusted\",\"arm\":\"enforced\"}\n";
    }
}
