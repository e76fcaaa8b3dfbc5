package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kafkatcp.it.apps.EveryClient;
import io.kafkatcp.it.apps.ManyKafkas;
import io.kafkatcp.it.apps.OneStuckProducer;
import io.kafkatcp.it.apps.WaitsWithoutKafka;
import io.kafkatcp.it.support.Built;
import io.kafkatcp.it.support.EachJdk;
import io.kafkatcp.it.support.EventsFile;
import io.kafkatcp.it.support.Jdks;
import io.kafkatcp.it.support.SilentServer;
import io.kafkatcp.it.support.StartedJvms;
import io.kafkatcp.it.support.Tool;
import io.kafkatcp.lab.Host;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients that were there before the agent was attached: found, whatever their type and age, with what they have open
 * and what is still connecting.
 */
class LivingClientsIT {

    private final Tool tool = Tool.on(Host.local());

    @RegisterExtension
    final StartedJvms jvms = new StartedJvms();

    @TempDir
    Path directory;

    @EachJdk
    void everyKafkaOfAJvmIsFoundAndItsOpenConnectionGetsTheOptions(Path jdk) throws Exception {
        List<SilentServer> servers = new ArrayList<>();
        List<String> arguments = new ArrayList<>(List.of(Built.slf4jApi().toString()));
        for (Path kafka : Built.kafkas()) {
            servers.add(new SilentServer());
            arguments.add(kafka + "=" + servers.get(servers.size() - 1).address());
        }
        String pid = jvms.start(
                "done",
                List.of(jdk.resolve("bin/java").toString(), "-Dstay=true", "-cp", Built.bareClassPath()),
                ManyKafkas.class,
                arguments);

        // the user timeout is the same also of what has rested by the time it is looked at
        assertThat(tool.run("attach", pid, "doubt-timeout=0").assertDone().out())
                .endsWith("of " + servers.size() + " client(s) checked");
        Tool.Said said = tool.run("status", pid, "--json").assertDone();
        JsonNode status = said.json();

        assertThat(status.path("agent").path("suppressed_errors").asInt()).isZero();
        for (SilentServer server : servers) {
            String kafka =
                    Built.kafkas().get(servers.indexOf(server)).getFileName().toString();
            assertThat(said.connections())
                    .as(kafka)
                    .filteredOn(row -> row.path("peer_port").asInt() == server.port())
                    .isNotEmpty()
                    .allSatisfy(row -> {
                        assertThat(EventsFile.said(
                                        row,
                                        "client_id",
                                        "client_type",
                                        "role",
                                        "state",
                                        "arm",
                                        "server_name",
                                        "peer_ip"))
                                .containsExactly(
                                        "client_id=producer-1",
                                        "client_type=producer",
                                        "role=bootstrap",
                                        "state=ESTAB",
                                        "arm=enforced",
                                        "server_name=127.0.0.1",
                                        "peer_ip=127.0.0.1");
                        assertThat(EventsFile.said(
                                        row,
                                        "keepalive",
                                        "keepalive_idle_s",
                                        "keepalive_interval_s",
                                        "keepalive_count",
                                        "user_timeout_ms"))
                                .containsExactly(
                                        "keepalive=1",
                                        "keepalive_idle_s=37",
                                        "keepalive_interval_s=9",
                                        "keepalive_count=3",
                                        "user_timeout_ms=20000");
                        assertThat(row.path("in_flight").asInt())
                                .as("nobody answers")
                                .isPositive();
                    });
            server.close();
        }
        assertThat(status.path("kafka"))
                .hasSize(servers.size())
                .allSatisfy(
                        copy -> assertThat(copy.path("features_off").asText()).isEmpty());
        tool.run("detach", pid).assertDone();
    }

    /** The first two by their threads, the last at its next poll. */
    @Test
    void producersAdminClientsAndConsumersAreFound() throws Exception {
        try (SilentServer server = new SilentServer()) {
            String pid = jvms.start(
                    "up", List.of(java(), "-cp", Built.appClassPath()), EveryClient.class, List.of(server.address()));

            tool.run("attach", pid, "clients=producer+consumer").assertDone();
            Thread.sleep(500);
            List<JsonNode> rows = tool.run("status", pid, "--json").assertDone().connections();

            assertThat(rows)
                    .extracting(row -> String.join(
                            " ",
                            EventsFile.said(row, "client_id", "client_type", "arm", "user_timeout_ms")
                                    .toList()))
                    .contains(
                            "client_id=the-producer client_type=producer arm=enforced user_timeout_ms=20000",
                            "client_id=the-consumer client_type=consumer arm=enforced user_timeout_ms=20000",
                            "client_id=the-admin client_type=admin arm=observed user_timeout_ms=0");
        }
    }

    /** A listener whose queue is full drops each further SYN, which is a stale ARP entry as the producer sees it. */
    @Test
    void aConnectionThatIsStillConnectingGetsTheOptionsAndIsCutLooseByItsNewUserTimeout() throws Exception {
        List<SocketChannel> fillers = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            fill(full, fillers);
            EventsFile events = new EventsFile(directory.resolve("events.jsonl"));
            String pid = jvms.start(
                    "up",
                    List.of(java(), "-cp", Built.appClassPath()),
                    OneStuckProducer.class,
                    List.of("127.0.0.1:" + full.getLocalPort()));

            tool.run("attach", pid, "user-timeout=6s," + events.argument()).assertDone();
            List<JsonNode> rows = tool.run("status", pid, "--json").assertDone().connections();
            assertThat(rows)
                    .singleElement()
                    .satisfies(row -> assertThat(EventsFile.said(
                                    row, "state", "timer", "user_timeout_ms", "peer_port", "server_name"))
                            .containsExactly(
                                    "state=SYN-SENT",
                                    "timer=on",
                                    "user_timeout_ms=6000",
                                    "peer_port=" + full.getLocalPort(),
                                    "server_name=127.0.0.1"));
            assertThat(rows.get(0).path("local_port").asInt()).isPositive();

            for (int i = 0; i < 150 && events.of("connect_failed").isEmpty(); i++) {
                Thread.sleep(100);
            }
            // by the kernel, and before Kafka's own connection setup timeout, which was set to a minute
            assertThat(events.of("connect_failed")).first().satisfies(record -> {
                assertThat(EventsFile.said(record, "outcome", "error", "verdict", "arm"))
                        .containsExactly(
                                "outcome=timeout",
                                "error=Connection timed out",
                                "verdict=connect_unanswered",
                                "arm=enforced");
                assertThat(record.path("syn_retransmits").asInt()).isPositive();
            });
        } finally {
            for (SocketChannel filler : fillers) {
                filler.close();
            }
        }
    }

    /** It has defined nothing yet that it could be found by. */
    @Test
    void anAgentByFlagThatStillWaitsForKafkaIsFoundToo() throws Exception {
        String pid = jvms.start(
                "up",
                List.of(java(), "-javaagent:" + Built.AGENT + "=user-timeout=7s", "-cp", Built.bareClassPath()),
                WaitsWithoutKafka.class,
                List.of());

        assertThat(tool.run("status", pid).assertDone().out()).contains("no connection of a Kafka client");
        assertThat(tool.run("attach", pid).assertDone().out()).contains("is in JVM " + pid + " already");
        assertThat(tool.run("set", pid, "user-timeout=8s").assertDone().out()).contains("for 8s");
        assertThat(tool.run("status", pid, "--json")
                        .assertDone()
                        .json()
                        .path("agent")
                        .path("given")
                        .asText())
                .isEqualTo("[user-timeout=8s (set)]");
        tool.run("detach", pid).assertDone();
        tool.run("status", pid).assertNotPossible("no kafka-tcp-agent is in JVM " + pid);
    }

    /** As the page writes it: without the inner quotes jcmd keeps what follows the equals sign. */
    @Test
    void itIsDoneByHandWithJcmdToo() throws Exception {
        String line = Files.readAllLines(Path.of("../agent/docs/attach.md")).stream()
                .filter(text -> text.startsWith("jcmd PID"))
                .findFirst()
                .orElseThrow();
        assertThat(line).contains("'\"user-timeout=10s\"'");
        try (SilentServer server = new SilentServer()) {
            String pid = jvms.start(
                    "up", List.of(java(), "-cp", Built.appClassPath()), EveryClient.class, List.of(server.address()));

            sh(line, pid);
            assertThat(tool.run("status", pid, "--json")
                            .assertDone()
                            .json()
                            .path("agent")
                            .path("given")
                            .asText())
                    .isEqualTo("[user-timeout=10s (agent argument)]");
            sh(line.replace("user-timeout=10s", "set user-timeout=5s"), pid);
            assertThat(jvms.err()).contains("for 10s", "for 5s");
            sh(line.replaceAll("'.*'", "detach"), pid);
            tool.run("status", pid).assertNotPossible("no kafka-tcp-agent is in JVM " + pid);
        }
    }

    private static void sh(String command, String pid) throws Exception {
        String here = command.replace("PID", pid)
                .replace("/path/to/kafka-tcp-agent.jar", Built.AGENT.toString())
                .replace("jcmd", Jdks.running().resolve("bin/jcmd").toString());
        Process shell =
                new ProcessBuilder("sh", "-c", here).redirectErrorStream(true).start();
        String said = new String(shell.getInputStream().readAllBytes());
        assertThat(shell.waitFor()).as(said).isZero();
        assertThat(said).contains("return code: 0");
    }

    @Test
    void watchingShowsTheStatusAgainAndAgainWithOneAttachAndLeavesNoFile() throws Exception {
        try (SilentServer server = new SilentServer()) {
            String pid = jvms.start(
                    "up", List.of(java(), "-cp", Built.appClassPath()), EveryClient.class, List.of(server.address()));
            tool.run("attach", pid, "mode=observe").assertDone();

            Process watch = new ProcessBuilder(
                            "timeout",
                            "-s",
                            "INT",
                            "6",
                            java(),
                            "-jar",
                            Built.AGENT.toString(),
                            "status",
                            pid,
                            "--watch")
                    .redirectErrorStream(true)
                    .start();
            String shown = new String(watch.getInputStream().readAllBytes());
            watch.waitFor();

            assertThat(shown.lines().filter(line -> line.startsWith("CLIENT  ")).count())
                    .as(shown)
                    .isGreaterThanOrEqualTo(3);
            assertThat(shown).contains("the-producer", "mode=observe").doesNotContain("Exception");
            try (Stream<Path> left = Files.list(Path.of("/tmp"))) {
                assertThat(left).noneMatch(file -> Files.exists(file.resolve("lease")));
            }
            assertThat(tool.run("status", pid, "--json")
                            .assertDone()
                            .json()
                            .path("agent")
                            .path("suppressed_errors")
                            .asInt())
                    .isZero();
        }
    }

    /** Connects until the kernel takes no more. */
    private static void fill(ServerSocket full, List<SocketChannel> fillers) throws IOException, InterruptedException {
        InetSocketAddress address = new InetSocketAddress(full.getInetAddress(), full.getLocalPort());
        for (int i = 0; i < 8; i++) {
            SocketChannel filler = SocketChannel.open();
            filler.configureBlocking(false);
            filler.connect(address);
            fillers.add(filler);
            Thread.sleep(50);
        }
    }

    private static String java() {
        return Jdks.running().resolve("bin/java").toString();
    }
}
