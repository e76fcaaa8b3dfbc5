package io.kafkatcp.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Who is woken by an alert finds in the page what to do. */
class AlertsTest {

    private static final Path ALERTS = Path.of("src/main/monitoring/alerts.yml");
    private static final Pattern RUNBOOK = Pattern.compile("runbook_url: \\S*/agent/docs/([a-z-]+\\.md)#(\\S+)");

    @Test
    void eachAlertLeadsToAHeadingThatIsThere() throws IOException {
        String alerts = Files.readString(ALERTS);
        List<String> anchors = new ArrayList<>();
        Matcher runbook = RUNBOOK.matcher(alerts);
        while (runbook.find()) {
            anchors.add(runbook.group(2));
            assertThat(PagesTest.headings(Path.of("docs", runbook.group(1))))
                    .as(runbook.group())
                    .contains(runbook.group(2));
        }

        assertThat(anchors)
                .doesNotHaveDuplicates()
                .hasSize(alerts.split("- alert: ").length - 1)
                .hasSize(3);
    }
}
