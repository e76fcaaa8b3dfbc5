package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kafkatcp.it.support.BrokerLab;
import io.kafkatcp.it.support.SampleRun;
import io.kafkatcp.it.support.Tool;
import io.kafkatcp.lab.path.Site;
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

    /** Fewer, since a reset ends the wait at once. */
    private static final List<String> SHORT_GAPS = List.of("5500ms", "5700ms", "6300ms", "6500ms");

    /** Each is another, over all tests of the class. */
    private static int sites;

    private final List<SampleRun> producers = new ArrayList<>();

    @TempDir
    Path directory;

    @Test
    void theWallIsPlacedWithinFivePercentOfTheMiddleboxesTimeout() throws Exception {
        for (String gap : GAPS) {
            Site site = LAB.site(++sites);
            site.middlebox().forgetAfter(TIMEOUT_S);
            start(site, gap, "2");
        }
        awaitEnd();
        // kept, to be looked at
        Path page = Path.of("target", "report-wall.html");

        Tool.Said result = Tool.reading().run("report", directory + "/*.jsonl", "-o", page.toString());

        assertThat(result.exitCode()).as(result.err()).isEqualTo(1);
        String said = result.out();
        Files.writeString(Path.of("target", "report-wall.txt"), said);
        JsonNode wall = wall(page, false);
        assertThat(wall).as(said).isNotNull();
        assertThat((wall.get(0).asDouble() + wall.get(1).asDouble()) / 2)
                .as(said)
                .isCloseTo(TIMEOUT_S, Percentage.withPercentage(5));
        assertThat(said.replaceAll("\\s+", " "))
                .contains("forgets flows after an idle time between ")
                .contains("keepalive.idle=3s");
    }

    @Test
    void aMiddleboxThatAnswersByAResetHasItsWallPlacedAsWell() throws Exception {
        int timeoutS = 6;
        for (String gap : SHORT_GAPS) {
            Site site = LAB.site(++sites);
            site.middlebox().forgetAfter(timeoutS);
            site.middlebox().resetForgotten();
            start(site, gap, "4");
        }
        awaitEnd();
        Path page = Path.of("target", "report-wall-reset.html");

        Tool.Said result = Tool.reading().run("report", directory + "/*.jsonl", "-o", page.toString());

        String said = result.out();
        Files.writeString(Path.of("target", "report-wall-reset.txt"), said);
        JsonNode wall = wall(page, true);
        assertThat(wall).as(said).isNotNull();
        assertThat((wall.get(0).asDouble() + wall.get(1).asDouble()) / 2)
                .as(said)
                .isCloseTo(timeoutS, Percentage.withPercentage(5));
        assertThat(said.replaceAll("\\s+", " ")).contains("answers with a reset after an idle time between ");
    }

    /** Stalls end after three seconds, so that a second round follows soon. */
    private void start(Site site, String gap, String rounds) {
        producers.add(SampleRun.start(
                site.producer(),
                LAB.broker(),
                "mode=observe,idle-threshold=3s,events=file,events.file=" + directory.resolve(gap + ".jsonl"),
                "--topic",
                "wall",
                "--idle",
                gap,
                "--rounds",
                rounds,
                "--property",
                "request.timeout.ms=3000",
                "--property",
                "delivery.timeout.ms=60000"));
    }

    private void awaitEnd() throws InterruptedException {
        for (SampleRun producer : producers) {
            assertThat(producer.running.await(Duration.ofSeconds(120)))
                    .as(String.join("\n", producer.logged()))
                    .isPresent();
            producer.end();
        }
    }

    /** The two ends of the gap, in seconds, as the page's own data have them; null where no wall was placed. */
    private static JsonNode wall(Path page, boolean reset) throws Exception {
        String html = Files.readString(page);
        String begin = "<script type=\"application/json\" id=\"data\">";
        int from = html.indexOf(begin) + begin.length();
        for (JsonNode wall : new ObjectMapper()
                .readTree(html.substring(from, html.indexOf("</script>", from)))
                .path("walls")) {
            if (wall.get(3).asBoolean() == reset) {
                return wall;
            }
        }
        return null;
    }
}
