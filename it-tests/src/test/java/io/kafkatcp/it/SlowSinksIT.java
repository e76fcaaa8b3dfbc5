package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kafkatcp.it.support.BrokerLab;
import io.kafkatcp.it.support.EventsFile;
import io.kafkatcp.it.support.FrozenDisk;
import io.kafkatcp.it.support.Steered;
import io.kafkatcp.lab.path.Site;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What keeps connections safe waits for nobody who writes: while the application's log, standard error or the file of
 * records stands still, one connection is found dead, and the others that are probed rest on with their options.
 */
class SlowSinksIT {

    @RegisterExtension
    static final BrokerLab LAB = new BrokerLab();

    private static final int PRODUCERS = 4;
    private static final String RESTS_SOON = "idle-threshold=2s,keepalive.idle=30s";

    @TempDir
    Path directory;

    @Test
    void anAppenderThatWaitsForTheSameClusterWhichIsCut() throws Exception {
        Site site = LAB.site(1);
        try (Steered producers = start(site, RESTS_SOON)) {
            producers.ask("log kafka " + LAB.broker().bootstrapServers());
            Thread.sleep(2_500);
            // what connects anew gets no answer, and the appender's connections are dead as well: nothing proves that
            // the first producer's is, so its doubt ends without its end
            drop(site, "tcp flags & (syn|ack) == syn");
            for (JsonNode row : producers.status("connection")) {
                if (row.path("client_id").asText().equals("appender")) {
                    drop(site, "tcp sport " + row.path("local_port").asInt());
                }
            }
            oneIsJudged(site, producers, "stall_judged");
            assertThat(producers.options())
                    .as(producers.told())
                    .anyMatch(socket -> socket.startsWith("p0 node=1 ") && socket.contains("user_timeout_ms=20000 "));
            assertThat(producers.hasSaid("appender takes a line"))
                    .as(producers.told())
                    .isTrue();

            assertTheOthersRestOn(producers);
            assertThat(producers.hasSaid("appender has sent it"))
                    .as("it waits still")
                    .isFalse();
        }
    }

    @Test
    void aStandardErrorThatIsFullAndNobodyReads() throws Exception {
        Site site = LAB.site(2);
        try (Steered producers =
                Steered.startUnheard(site.producer(), LAB.broker().bootstrapServers(), PRODUCERS, RESTS_SOON)) {
            producers.ask("log off");
            producers.ask("fill-stderr");
            Thread.sleep(2_500);
            oneIsFoundDead(site, producers);

            assertTheOthersRestOn(producers);
            assertThat(producers.ask("threads"))
                    .as("one of them waits")
                    .anyMatch(thread -> thread.contains(".Stderr."));
            // and the agent can be taken out
            List<String> told = producers.ask("detach-when resting");
            assertThat(Steered.starting(told, "answer ok "))
                    .as(producers.told())
                    .hasSize(1);
            assertThat(Steered.options(told))
                    .as(producers.told())
                    .isNotEmpty()
                    .allSatisfy(socket -> assertThat(socket).contains("user_timeout_ms=20000 idle_s=30"));
            assertThat(producers.ask("threads"))
                    .as("what no agent can end")
                    .singleElement()
                    .asString()
                    .startsWith("thread kafka-tcp-agent-sinks ");
        }
    }

    /** A frozen file system is to its writer what a dead NFS server is. */
    @Test
    void aFileOfRecordsThatCanNeitherBeWrittenNorFails() throws Exception {
        Site site = LAB.site(3);
        try (FrozenDisk disk = FrozenDisk.on(site.producer());
                Steered producers = start(site, RESTS_SOON + ",events=file,events.file=" + disk.path("events.jsonl"))) {
            Thread.sleep(2_500);
            disk.freeze();
            oneIsFoundDead(site, producers);

            assertTheOthersRestOn(producers);
            assertThat(producers.ask("threads"))
                    .as("one of them waits")
                    .anyMatch(thread -> thread.contains(".EventFile."));
            disk.thaw();
            Thread.sleep(500);
            assertThat(site.producer().run("cat", disk.path("events.jsonl")))
                    .as("what was found meanwhile")
                    .contains("\"event\":\"flows_in_doubt\"");
        }
    }

    @Test
    void threadsThatAreInterruptedAreThereAgainAndCounted() throws Exception {
        Site site = LAB.site(4);
        EventsFile events = new EventsFile(directory.resolve("events.jsonl"));
        try (Steered producers = start(site, RESTS_SOON + ",events=file," + events.argument())) {
            assertThat(producers.ask("threads")).hasSize(2);
            for (int i = 0; i < 3; i++) {
                producers.ask("interrupt");
                Thread.sleep(200);
            }
            Thread.sleep(2_500);
            oneIsFoundDead(site, producers);

            assertTheOthersRestOn(producers);
            assertThat(producers.ask("threads")).hasSize(2);
            assertThat(producers
                            .status("agent")
                            .get(0)
                            .path("restarted_threads")
                            .asInt())
                    .as(producers.told())
                    .isBetween(3, 6);
            assertThat(events.of("connection_closed")).as("what came since").isNotEmpty();
        }
    }

    private static Steered start(Site site, String options) {
        return Steered.start(site.producer(), LAB.broker().bootstrapServers(), PRODUCERS, options);
    }

    /** The connection of the first producer; the others are probed then, and 4 seconds later that is long over. */
    private static void oneIsFoundDead(Site site, Steered producers) throws InterruptedException {
        oneIsJudged(site, producers, "flows_in_doubt");
    }

    private static void oneIsJudged(Site site, Steered producers, String event) throws InterruptedException {
        drop(site, "tcp sport " + producers.port(0));
        producers.ask("send 0");
        Thread.sleep(5_000);
        JsonNode found = producers.status("records").stream()
                .filter(row -> row.path("event").asText().equals(event))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + event + ", or the others are being probed still\n"
                        + producers.options() + producers.told()));
        assertThat(found.path("count").asInt()).isEqualTo(1);
    }

    private static void assertTheOthersRestOn(Steered producers) {
        List<String> others = producers.options().stream()
                .filter(socket -> !socket.startsWith("p0 "))
                .toList();
        assertThat(others)
                .as(producers.told())
                .hasSize(2 * (PRODUCERS - 1))
                .allSatisfy(
                        socket -> assertThat(socket).endsWith("user_timeout_ms=57000 idle_s=30 interval_s=9 count=3"));
    }

    private static void drop(Site site, String packets) {
        site.middlebox()
                .host()
                .runWithInput("insert rule inet middlebox passing " + packets + " drop\n", "nft", "-f", "-");
    }
}
