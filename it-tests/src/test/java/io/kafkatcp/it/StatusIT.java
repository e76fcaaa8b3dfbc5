package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kafkatcp.it.support.BrokerLab;
import io.kafkatcp.it.support.SampleRun;
import io.kafkatcp.it.support.SsSocket;
import io.kafkatcp.it.support.Tool;
import io.kafkatcp.lab.Host;
import io.kafkatcp.lab.path.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What status says of each connection, beside what ss says of the same sockets; and set, which changes it. */
class StatusIT {

    @RegisterExtension
    static final BrokerLab LAB = new BrokerLab();

    @Test
    void statusAgreesWithSsOnConnectionsThatAreIdleThatRetransmitAndWhoseProbesAreLost() throws Exception {
        Site site = LAB.site(1);
        Tool tool = Tool.on(site.producer());
        SampleRun app = SampleRun.start(site.producer(), LAB.broker(), null, "--topic", "status", "--idle", "14s");
        app.await("idle");
        // nothing may end the dead connection while it is looked at
        tool.run(
                        "attach",
                        app.pid(),
                        "keepalive.idle=5s,keepalive.interval=1s,keepalive.count=90,user-timeout=0,"
                                + "doubt-timeout=0,verify=off")
                .assertDone();

        List<JsonNode> idle = agreeing(
                site.producer(), tool, app, row -> row.path("timer").asText().equals("keepalive"));
        assertThat(idle)
                .extracting(row -> row.path("role").asText())
                .containsExactlyInAnyOrder("bootstrap", "leader of 3 partitions");
        assertThat(idle).allSatisfy(row -> {
            assertThat(row.path("keepalive").asInt()).isEqualTo(1);
            assertThat(row.path("keepalive_idle_s").asInt()).isEqualTo(5);
            assertThat(row.path("keepalive_interval_s").asInt()).isEqualTo(1);
            assertThat(row.path("keepalive_count").asInt()).isEqualTo(90);
            assertThat(row.path("user_timeout_ms").asInt()).isZero();
            assertThat(row.path("in_flight").asInt()).isZero();
        });

        site.middlebox().forgetAll();
        agreeing(
                site.producer(), tool, app, row -> row.path("unanswered_probes").asInt() > 1);

        app.await("probe to partition 0 sent");
        List<JsonNode> stalled = agreeing(
                site.producer(),
                tool,
                app,
                row -> row.path("role").asText().equals("bootstrap")
                        || row.path("retransmits").asInt() > 1);
        assertThat(stalled)
                .filteredOn(row -> row.path("timer").asText().equals("on"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.path("role").asText()).isEqualTo("leader of 3 partitions");
                    assertThat(row.path("in_flight").asInt()).isEqualTo(1);
                });

        tool.run("set", app.pid(), "user-timeout=2s").assertDone();
        assertThat(app.await("probe to partition 0 acknowledged")).isNotEmpty();
        app.end();
    }

    @Test
    void setChangesOpenConnectionsAndRestoreGivesThemBackWhatTheyHad() throws Exception {
        Site site = LAB.site(2);
        Tool tool = Tool.on(site.producer());
        SampleRun app = SampleRun.start(site.producer(), LAB.broker(), "", "--topic", "set", "--idle", "25s");
        app.await("idle");

        assertOptions(tool, app, "enforced", 37, 9, 3, 20_000);
        assertThat(tool.run("set", app.pid(), "keepalive.idle=20s,user-timeout=7s")
                        .assertDone()
                        .out())
                .contains("2 connection(s) of 1 client(s)");
        assertOptions(tool, app, "enforced", 20, 9, 3, 7_000);
        assertThat(tool.run("set", app.pid(), "user-timeout=3,keepalive.idle=30s")
                        .exitCode())
                .isEqualTo(2);
        assertOptions(tool, app, "enforced", 20, 9, 3, 7_000);
        tool.run("set", app.pid(), "canary=0%").assertDone();
        assertOptions(tool, app, "observed", 7_200, 75, 9, 0);
        tool.run("set", app.pid(), "canary=100%").assertDone();
        assertOptions(tool, app, "enforced", 20, 9, 3, 7_000);
        assertThat(site.producer().timersTo(9092))
                .allSatisfy(timer ->
                        assertThat(timer.expiresInSeconds().orElseThrow()).isLessThanOrEqualTo(20));
        tool.run("detach", app.pid(), "--restore").assertDone();
        assertThat(site.producer().timersTo(9092))
                .isNotEmpty()
                .allSatisfy(timer ->
                        assertThat(timer.expiresInSeconds().orElseThrow()).isGreaterThan(7_000));
        app.await("acknowledged");
        app.end();
    }

    private static void assertOptions(
            Tool tool, SampleRun app, String arm, int idle, int interval, int count, int userTimeoutMs)
            throws Exception {
        List<JsonNode> rows = connections(tool, app);
        assertThat(rows)
                .hasSize(2)
                .allSatisfy(row -> assertThat(Stream.of(
                                        "arm",
                                        "keepalive_idle_s",
                                        "keepalive_interval_s",
                                        "keepalive_count",
                                        "user_timeout_ms")
                                .map(field -> row.path(field).asText()))
                        .containsExactly(arm, "" + idle, "" + interval, "" + count, "" + userTimeoutMs));
    }

    /**
     * Looks until all rows are as wanted and ss shows the same before and after: what moves in between could not be
     * compared.
     */
    private static List<JsonNode> agreeing(Host host, Tool tool, SampleRun app, Predicate<JsonNode> wanted)
            throws Exception {
        List<String> tries = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            List<SsSocket> before = ss(host);
            List<JsonNode> rows = connections(tool, app);
            List<SsSocket> after = ss(host);
            boolean still = before.stream()
                    .map(StatusIT::counts)
                    .toList()
                    .equals(after.stream().map(StatusIT::counts).toList());
            if (still && before.size() == rows.size() && rows.stream().allMatch(wanted)) {
                for (JsonNode row : rows) {
                    assertAgrees(row, of(row, before), of(row, after));
                }
                return rows;
            }
            tries.add(before + "\n" + rows);
            Thread.sleep(100);
        }
        throw new AssertionError(String.join("\n\n", tries));
    }

    private static void assertAgrees(JsonNode row, SsSocket before, SsSocket after) {
        assertThat(row.path("state").asText()).isEqualTo(before.state());
        assertThat(row.path("timer").asText()).isEqualTo(before.timer());
        // ss rounds a timer to whole seconds above nine
        assertThat(row.path("timer_ms").asLong() / 1_000.0)
                .isBetween(after.timerSeconds() - 1, before.timerSeconds() + 1);
        assertThat(row.path(before.timer().equals("on") ? "retransmits" : "unanswered_probes")
                        .asInt())
                .isEqualTo(before.timerCount());
        if (before.timer().equals("keepalive")) {
            assertThat(row.path("retransmits").asInt()).isZero();
            assertThat(row.path("idle_ms").asLong()).isBetween(idle(before) - 50, idle(after) + 50);
        }
    }

    private static long idle(SsSocket socket) {
        return Math.min(socket.lastSentMs(), socket.lastReceivedMs());
    }

    private static String counts(SsSocket socket) {
        return socket.local() + socket.peer() + socket.state() + socket.timer() + socket.timerCount();
    }

    private static SsSocket of(JsonNode row, List<SsSocket> sockets) {
        String local =
                row.path("local_ip").asText() + ":" + row.path("local_port").asText();
        String peer = row.path("peer_ip").asText() + ":" + row.path("peer_port").asText();
        return sockets.stream()
                .filter(socket -> socket.local().equals(local) && socket.peer().equals(peer))
                .findFirst()
                .orElseThrow(() -> new AssertionError(row + " is not among " + sockets));
    }

    private static List<SsSocket> ss(Host host) {
        return SsSocket.parse(host.run("ss", "-tinoeH", "dport", "=", ":9092"));
    }

    private static List<JsonNode> connections(Tool tool, SampleRun app) throws Exception {
        return tool.run("status", app.pid(), "--json").assertDone().connections();
    }
}
