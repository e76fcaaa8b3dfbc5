package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kafkatcp.it.support.BrokerLab;
import io.kafkatcp.it.support.SampleRun;
import io.kafkatcp.it.support.Tool;
import io.kafkatcp.lab.Site;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Producers with idle gaps on both sides of a real middlebox's timeout: the report must find out what the timeout is.
 */
class WallIT {

    @RegisterExtension
    static final BrokerLab LAB = new BrokerLab();

    private static final int TIMEOUT_S = 10;
    private static final List<String> GAPS = List.of("8s", "9s", "9600ms", "10400ms", "11s", "12s");

    @TempDir
    Path directory;

    @Test
    void theWallIsPlacedWithinFivePercentOfTheMiddleboxesTimeout() throws Exception {
        run();
        // kept, to be looked at
        Path page = Path.of("target", "report-wall.html");

        Tool.Said result = Tool.reading().run("report", directory + "/*.jsonl", "-o", page.toString());

        assertThat(result.exitCode()).as(result.err()).isEqualTo(1);
        String said = result.out();
        Files.writeString(Path.of("target", "report-wall.txt"), said);
        JsonNode wall = wall(page);
        assertThat(wall).as(said).isNotNull();
        assertThat((wall.get(0).asDouble() + wall.get(1).asDouble()) / 2)
                .as(said)
                .isCloseTo(TIMEOUT_S, Percentage.withPercentage(5));
        assertThat(said.replaceAll("\\s+", " "))
                .contains("forgets flows after an idle time between ")
                .contains("keepalive.idle=3s");
    }

    /** Stalls end after three seconds, so that a second round follows soon. */
    private void run() throws InterruptedException {
        List<SampleRun> producers = new ArrayList<>();
        for (String gap : GAPS) {
            Site site = LAB.site(producers.size() + 1);
            site.middlebox().forgetAfter(TIMEOUT_S);
            producers.add(SampleRun.start(
                    site.producer(),
                    LAB.broker(),
                    "mode=observe,idle-threshold=5s,events=file,events.file=" + directory.resolve(gap + ".jsonl"),
                    "--topic",
                    "wall",
                    "--idle",
                    gap,
                    "--rounds",
                    "2",
                    "--property",
                    "request.timeout.ms=3000",
                    "--property",
                    "delivery.timeout.ms=60000"));
        }
        for (SampleRun producer : producers) {
            assertThat(producer.running.await(Duration.ofSeconds(120)))
                    .as(String.join("\n", producer.logged()))
                    .isPresent();
            producer.end();
        }
    }

    /** The two ends of the gap, in seconds, as the page's own data have them; null where no wall was placed. */
    private static JsonNode wall(Path page) throws Exception {
        String html = Files.readString(page);
        String begin = "<script type=\"application/json\" id=\"data\">";
        int from = html.indexOf(begin) + begin.length();
        return new ObjectMapper()
                .readTree(html.substring(from, html.indexOf("</script>", from)))
                .path("walls")
                .get(0);
    }
}
