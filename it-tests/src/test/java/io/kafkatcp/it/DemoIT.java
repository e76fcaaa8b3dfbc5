package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.it.support.Built;
import io.kafkatcp.it.support.Jdks;
import io.kafkatcp.it.support.NeedsLab;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The stall and its cure, with a real broker behind real middleboxes: the README's demo is the test, since it judges
 * itself and says which row did not hold.
 */
class DemoIT {

    @TempDir
    Path directory;

    @Test
    void withoutTheAgentAnIdleProducerStallsForARequestTimeoutAndWithItNotAtAll() throws Exception {
        NeedsLab.open().close();
        Path report = directory.resolve("report.html");
        Process demo = new ProcessBuilder(
                        Jdks.running().resolve("bin/java").toString(),
                        "-cp",
                        Built.SAMPLE_APP.toString(),
                        "io.kafkatcp.lab.demo.Demo",
                        "--agent",
                        Built.AGENT.toString(),
                        "--sample-app",
                        Built.SAMPLE_APP.toString(),
                        "--report",
                        report.toString())
                .redirectErrorStream(true)
                .start();

        List<String> printed =
                new String(demo.getInputStream().readAllBytes()).lines().toList();

        assertThat(demo.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(demo.exitValue()).as(String.join("\n", printed)).isZero();
        assertThat(printed)
                .filteredOn(line -> line.matches("[1-9]  [\\w ]+, .* s  .*"))
                .hasSize(9);
        assertThat(printed).noneMatch(line -> line.contains("FAILED"));
        assertThat(printed).last().asString().endsWith(": " + report);
        assertThat(report)
                .content()
                .contains("dropped idle flows")
                .contains("connect got no answer")
                .contains("lost though keepalive had probed");
    }
}
