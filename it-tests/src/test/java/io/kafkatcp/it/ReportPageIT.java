package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.it.support.Browser;
import io.kafkatcp.it.support.IncidentFile;
import io.kafkatcp.it.support.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page that report makes, by the real jar, in a real browser; what it looked like is kept as target/report-*.png.
 */
class ReportPageIT {

    private static final String RECORD =
            "{\"time\":\"2026-11-22T07:30:57.114Z\",\"event\":\"post_idle_send\",\"agent_version\":\"0.1.0\","
                    + "\"host\":\"%s\","
                    + "\"pid\":7,\"local_ip\":\"10.0.1.5\",\"local_port\":45116,\"peer_ip\":\"10.9.0.1\","
                    + "\"peer_port\":9092,\"idle_ms\":312000,"
                    + "\"outcome\":\"closed\",\"response_ms\":30001,\"retransmits\":6,"
                    + "\"verdict\":\"flow_blackholed\"}\n";
    /** Of all canvases, how many points are not transparent. */
    private static final String PIXELS = "[...document.querySelectorAll('canvas')].map(c => {"
            + " const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data; let n = 0;"
            + " for (let i = 3; i < d.length; i += 4) { n += d[i] ? 1 : 0; } return n; }).join(' ')";

    private static Browser browser;

    @TempDir
    Path directory;

    @BeforeAll
    static void openBrowser() throws Exception {
        browser = Browser.open();
    }

    @AfterAll
    static void closeBrowser() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void anEmptyInputGivesAPageThatSaysSo() throws Exception {
        Path page = report(0, Files.createFile(directory.resolve("empty.jsonl")));

        show(page, 1_200, false, "empty");

        assertThat(text("#finding")).contains("There are no records: nothing can be said.");
        assertThat(charts()).isZero();
        show(page, 380, true, "empty-phone");
    }

    @Test
    void oneRecordGivesAChartWithOnePointThatLeadsBackToIt() throws Exception {
        Path records = directory.resolve("one.jsonl");
        Files.writeString(records, RECORD.formatted("orders-1"));
        Path page = report(1, records);

        show(page, 1_200, false, "one");
        assertThat(text("#finding")).contains("after how long cannot be said yet");
        assertThat(charts()).isEqualTo(2);
        assertDrawn(2);
        assertThat(text("#legend-timeline")).contains("judged stalls 0").doesNotContain("NaN");
        clickInTheMiddleOf("#chart-wall .u-over");
        assertThat(text("#told"))
                .contains("flow blackholed after 312 s idle")
                .contains(records + ":1")
                .contains("\"idle_ms\":312000");
        show(page, 380, true, "one-phone");
    }

    @Test
    void aMillionRecordsGiveAPageThatABrowserOpens() throws Exception {
        Path records = directory.resolve("million.jsonl.gz");
        IncidentFile.write(records, 1_000_000, 42);
        Path page = report(1, records);
        assertThat(Files.size(page)).isLessThan(3_000_000);

        show(page, 1_200, false, "million");
        assertThat(text("#finding h2")).contains("AWS Network Firewall").contains("350 s");
        assertThat(text("#wall")).contains("Thinned for drawing");
        assertThat(text("#arms")).contains("more than chance");
        assertDrawn(3);
        show(page, 1_200, true, "million-dark");
        assertDrawn(3);
        show(page, 380, false, "million-phone");
        assertDrawn(3);
        openEverything();
        assertNothingSticksOut(380);
        assertThat(browser.evaluate("document.querySelectorAll('#all-points tbody tr').length")
                        .asInt())
                .isGreaterThan(1_000);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void hostileNamesAreShownAndDoNothing() throws Exception {
        Path records = directory.resolve("hostile.jsonl");
        Files.writeString(
                records,
                RECORD.formatted("</script><script>document.title='owned'</script><img src='http://127.0.0.1:9/x'>"));
        Path page = report(1, records);

        show(page, 1_200, false, "hostile");

        assertThat(browser.evaluate("document.title").asText()).startsWith("kafka-tcp-agent report");
        assertThat(browser.evaluate("document.images.length").asInt()).isZero();
        assertThat(text("#pairs")).contains("</script><script>document.title='owned'</script>");
    }

    @Test
    void brokenNumbersAndTimesAreDrawn() throws Exception {
        Path records = directory.resolve("broken.jsonl");
        String record = RECORD.formatted("orders-1");
        Files.writeString(
                records,
                record
                        + record.replace("312000", "0").replace("30001", "-5")
                        + record.replace("312000", Long.toString(Long.MAX_VALUE))
                        + record.replace("2026-11-22", "0001-01-01")
                        + record.replace("2026-11-22", "9999-12-31"));

        show(report(1, records), 1_200, false, "broken");

        assertDrawn(2);
    }

    /** Also forbidden is what the page itself would ask for, if a browser let it. */
    @Test
    void thePagesOwnPolicyForbidsTheNetwork() throws Exception {
        show(report(0, Files.createFile(directory.resolve("none.jsonl"))), 1_200, false, "policy");

        assertThat(browser.evaluate("fetch('http://127.0.0.1:9/').then(() => 'sent', e => String(e))")
                        .asText())
                .contains("TypeError");
        assertThat(browser.complaints()).anySatisfy(told -> assertThat(told).contains("Content Security Policy"));
    }

    private Path report(int expected, Path records) throws Exception {
        Path page = directory.resolve("report.html");
        Tool.Said result = Tool.reading("-Xmx256m").run("report", records.toString(), "-o", page.toString());
        assertThat(result.exitCode()).as(result.err()).isEqualTo(expected);
        assertThat(result.out().lines()).last().asString().startsWith("page      " + page);
        return page;
    }

    private void show(Path page, int width, boolean dark, String name) throws Exception {
        browser.show(page, width, 900, dark);
        // two frames, so that what was asked for is drawn
        browser.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))");
        browser.screenshot(Path.of("target", "report-" + name + ".png"));
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests()).containsExactly(page.toUri().toString());
        assertNothingSticksOut(width);
        boolean isDark = browser.evaluate("getComputedStyle(document.body).backgroundColor")
                .asText()
                .matches("rgb\\((\\d\\d?), (\\d\\d?), (\\d\\d?)\\)");
        assertThat(isDark).as("a dark background").isEqualTo(dark);
    }

    private static void assertNothingSticksOut(int width) throws Exception {
        assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
                .isLessThanOrEqualTo(width);
    }

    private static void assertDrawn(int canvases) throws Exception {
        String[] pixels = browser.evaluate(PIXELS).asText().split(" ");
        assertThat(pixels)
                .hasSize(canvases)
                .allSatisfy(count -> assertThat(Integer.parseInt(count)).isGreaterThan(500));
    }

    private static int charts() throws Exception {
        return browser.evaluate("Number(document.documentElement.dataset.charts)")
                .asInt();
    }

    private static String text(String selector) throws Exception {
        return browser.evaluate("document.querySelector('" + selector + "').textContent")
                .asText();
    }

    private static void openEverything() throws Exception {
        browser.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
        browser.evaluate("new Promise(done => setTimeout(() => done(1), 300))");
    }

    private static void clickInTheMiddleOf(String selector) throws Exception {
        String middle = browser.evaluate("(() => { const e = document.querySelector('" + selector
                        + "'); e.scrollIntoView({block: 'center'});"
                        + " const r = e.getBoundingClientRect(); return Math.round(r.x + r.width / 2) "
                        + "+ ' ' + Math.round(r.y + r.height / 2); })()")
                .asText();
        browser.click(Integer.parseInt(middle.split(" ")[0]), Integer.parseInt(middle.split(" ")[1]));
    }
}
