package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kafkatcp.it.apps.HostileClients;
import io.kafkatcp.it.support.Built;
import io.kafkatcp.it.support.EventsFile;
import io.kafkatcp.it.support.Jdks;
import io.kafkatcp.it.support.PlainText;
import io.kafkatcp.it.support.SilentServer;
import io.kafkatcp.it.support.StartedJvms;
import io.kafkatcp.it.support.Tool;
import io.kafkatcp.lab.Host;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an application calls its clients and topics is text, wherever it is shown: in the file, in JMX, by status, in
 * the report.
 */
class HostileClientsIT {

    private static final String BEANS =
            "io\\.kafkatcp\\.agent:type=((Agent|Connections|Events|PostIdleResponse)(,[a-z_]+=[a-z_0-9.+A-Z]+)*"
                    + "|Pairs(,(local|peer)_ip=\"[0-9a-f.:]+\"){2})";

    @RegisterExtension
    final StartedJvms jvms = new StartedJvms();

    @TempDir
    Path directory;

    @Test
    void clientIdsAndTopicsThatSteerATerminalOrLookLikeObjectNamesAreShownAndDoNothing() throws Exception {
        EventsFile events = new EventsFile(directory.resolve("events.jsonl"));
        try (SilentServer server = new SilentServer()) {
            List<String> said = jvms.startAndRead(
                    "up",
                    List.of(
                            Jdks.running().resolve("bin/java").toString(),
                            "-javaagent:" + Built.AGENT + "=" + events.argument(),
                            "-cp",
                            Built.appClassPath()),
                    HostileClients.class,
                    List.of(server.address()));
            assertThat(said).hasSizeGreaterThan(10).allMatch(bean -> bean.matches(BEANS));

            Tool.Said status =
                    Tool.on(Host.local()).run("status", jvms.pid(), "--json").assertDone();
            status.out().lines().forEach(PlainText::assertPlain);
            assertThat(status.connections())
                    .extracting(row -> row.path("client_id").asText())
                    .containsAll(HostileClients.names().stream()
                            .map(HostileClients::clientId)
                            .toList());
            List<String> shown = Tool.on(Host.local())
                    .run("status", jvms.pid())
                    .assertDone()
                    .out()
                    .lines()
                    .toList();
            assertThat(shown)
                    .allSatisfy(PlainText::assertPlain)
                    .allSatisfy(line -> assertThat(line).hasSizeLessThan(500))
                    .anyMatch(line -> line.startsWith("(\\u001b[31mred"))
                    .noneMatch(line -> line.startsWith("kafka-tcp-agent: forged"));
        }
        List<JsonNode> failed = events.of("records_failed");
        assertThat(failed)
                .extracting(record -> record.path("topic").asText())
                .contains("\u001b[31mred\u001b]0;title\u0007\u009b2J", ",=*?\"\n:type=Agent");
        assertThat(failed).hasSize(HostileClients.names().size());
        PlainText.assertPlain(
                Files.readString(directory.resolve("events.jsonl")).replace("\n", ""));

        assertReported(directory.resolve("events.jsonl"), directory.resolve("report.html"));
    }

    private static void assertReported(Path events, Path page) throws Exception {
        Tool.Said report = Tool.reading().run("report", events.toString(), "-o", page.toString());
        Tool.Said correlated = Tool.reading().run("correlate", events.toString());

        assertThat(report.exitCode()).as(report.err()).isEqualTo(1);
        // a finding or none: the server may have been gone before the clients were
        assertThat(correlated.exitCode()).as(correlated.err()).isLessThan(2);
        for (String line :
                (report.out() + "\n" + report.err() + "\n" + correlated.out() + "\n" + correlated.err()).split("\n")) {
            PlainText.assertPlain(line);
        }
        String html = Files.readString(page);
        assertThat(html).doesNotContain("<script>alert");
        html.lines().forEach(PlainText::assertPlain);
    }
}
