package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kafkatcp.it.support.Built;
import io.kafkatcp.it.support.Cli;
import io.kafkatcp.it.support.Jdks;
import io.kafkatcp.it.support.NeedsLab;
import io.kafkatcp.lab.Broker;
import io.kafkatcp.lab.Host;
import io.kafkatcp.lab.Lab;
import io.kafkatcp.lab.Running;
import io.kafkatcp.lab.Site;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Producers with idle gaps on both sides of a real middlebox's timeout: the report must find out what the timeout is. */
class WallIT {

    private static final String ADDRESS = "10.99.0.1";
    private static final int TIMEOUT_S = 10;
    private static final List<String> GAPS = List.of("8s", "9s", "9600ms", "10400ms", "11s", "12s");

    @TempDir
    Path directory;

    @Test
    void theWallIsPlacedWithinFivePercentOfTheMiddleboxesTimeout() throws Exception {
        try (Lab lab = NeedsLab.open()) {
            Host host = lab.host("broker");
            host.address("lo", ADDRESS + "/32");
            Broker broker = Broker.start(host, ADDRESS, 9092).awaitReady(Duration.ofSeconds(60));
            run(lab, host, broker);
        }
        // kept, to be looked at
        Path page = Path.of("target", "report-wall.html");

        Cli.Result result = Cli.run(List.of(), "report", directory + "/*.jsonl", "-o", page.toString());

        assertThat(result.exitCode()).as(String.join("\n", result.err())).isEqualTo(1);
        String said = String.join("\n", result.out());
        Files.writeString(Path.of("target", "report-wall.txt"), said);
        JsonNode wall = wall(page);
        assertThat(wall).as(said).isNotNull();
        assertThat((wall.get(0).asDouble() + wall.get(1).asDouble()) / 2).as(said).isCloseTo(TIMEOUT_S, Percentage.withPercentage(5));
        assertThat(said.replaceAll("\\s+", " ")).contains("forgets flows after an idle time between ").contains("keepalive.idle=3s");
    }

    private void run(Lab lab, Host host, Broker broker) throws InterruptedException {
        Queue<String> errors = new ConcurrentLinkedQueue<>();
        List<Running> producers = new ArrayList<>();
        for (String gap : GAPS) {
            Site site = Site.behindMiddlebox(lab, producers.size() + 1, host, ADDRESS);
            site.middlebox().forgetAfter(TIMEOUT_S);
            producers.add(site.producer().start(command(gap, broker), Map.of(), line -> { }, errors::add));
        }
        for (Running producer : producers) {
            assertThat(producer.await(Duration.ofSeconds(120))).as(String.join("\n", errors)).isPresent();
        }
        assertThat(errors).noneMatch(line -> line.contains("internal error"));
    }

    /** Stalls end after three seconds, so that a second round follows soon. */
    private List<String> command(String gap, Broker broker) {
        return List.of(Jdks.running().resolve("bin/java").toString(), "-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                "-javaagent:" + Built.AGENT + "=mode=observe,idle-threshold=5s,events=file,events.file=" + directory.resolve(gap + ".jsonl"),
                "-jar", Built.SAMPLE_APP.toString(), "--bootstrap-servers", broker.bootstrapServers(), "--topic", "wall", "--idle", gap, "--rounds", "2",
                "--property", "request.timeout.ms=3000", "--property", "delivery.timeout.ms=60000");
    }

    /** The two ends of the gap, in seconds, as the page's own data have them; null where no wall was placed. */
    private static JsonNode wall(Path page) throws Exception {
        String html = Files.readString(page);
        String begin = "<script type=\"application/json\" id=\"data\">";
        int from = html.indexOf(begin) + begin.length();
        return new ObjectMapper().readTree(html.substring(from, html.indexOf("</script>", from))).path("walls").get(0);
    }
}
