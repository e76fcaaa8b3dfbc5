package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kafkatcp.it.support.BrokerLab;
import io.kafkatcp.it.support.EventsFile;
import io.kafkatcp.it.support.SampleRun;
import io.kafkatcp.it.support.Tool;
import io.kafkatcp.lab.path.Site;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** An agent that was attached is the same as one that came by the flag: it tells the same of the same. */
class SameAgentIT {

    @RegisterExtension
    static final BrokerLab LAB = new BrokerLab();

    private static final String OPTIONS = "mode=observe,idle-threshold=4s,";
    private static final String[] WORDS = {
        "event",
        "client_id",
        "client_type",
        "arm",
        "node_id",
        "server_name",
        "peer_ip",
        "peer_port",
        "request",
        "outcome",
        "reason",
        "verdict",
        "topic",
        "partition",
        "records",
        "in_flight"
    };

    @TempDir
    Path directory;

    @Test
    void theSameScenarioGivesTheSameRecords() throws Exception {
        // the topic is there, so that both begin alike
        SampleRun.start(LAB.host(), LAB.broker(), null, "--topic", "same", "--idle", "100ms")
                .end();
        List<String> byFlag = run(LAB.site(1), true);
        List<String> attached = run(LAB.site(2), false);

        assertThat(byFlag)
                .anyMatch(record -> record.contains("flow_blackholed"))
                .anyMatch(record -> record.contains("batch_expired"));
        assertThat(attached).containsExactlyInAnyOrderElementsOf(byFlag);
    }

    /** @return what the agent told from the moment on in which all flows were forgotten */
    private List<String> run(Site site, boolean byFlag) throws Exception {
        EventsFile events = new EventsFile(directory.resolve(byFlag + ".jsonl"));
        SampleRun app = SampleRun.start(
                site.producer(),
                LAB.broker(),
                byFlag ? OPTIONS + events.argument() : null,
                "--topic",
                "same",
                "--idle",
                "6s",
                "--rounds",
                "1",
                "--property",
                "request.timeout.ms=5000",
                "--property",
                "delivery.timeout.ms=6000",
                "--property",
                "linger.ms=0");
        app.await("idle");
        if (!byFlag) {
            Tool.on(site.producer())
                    .run("attach", app.pid(), OPTIONS + events.argument())
                    .assertDone();
        }
        Instant begin = Instant.now();
        site.middlebox().forgetAll();
        app.await("failed");
        app.end();
        List<String> told = new ArrayList<>();
        for (JsonNode record : events.all()) {
            if (Instant.parse(record.path("time").asText()).isAfter(begin)) {
                // the words and the names of all fields; numbers of milliseconds differ from run to run
                TreeSet<String> names = new TreeSet<>();
                record.fieldNames().forEachRemaining(names::add);
                told.add(EventsFile.said(record, WORDS).collect(Collectors.joining(" ")) + " " + names);
            }
        }
        return told;
    }
}
