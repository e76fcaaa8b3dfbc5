package io.kafkatcp.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.report.Facts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PageTest {

    private static final String HOSTILE =
            "</script><script>alert(1)</script><!--<img src=x onerror=alert(2)>'\"&\\u001b[31m\\u202e";

    @Test
    void hostileNamesAreText() {
        String page = new Facts()
                .host(HOSTILE.replace("\"", "\\\""))
                .blackholed(400_000)
                .connectFailed("timeout", "connect_unanswered")
                .expired(3, "<b>x</b>")
                .page();

        assertThat(page.split("<script", -1)).as("the data and two scripts").hasSize(4);
        assertThat(page.split("</script", -1)).hasSize(4);
        assertThat(page)
                .doesNotContain("<img")
                .doesNotContain("<b>x")
                .doesNotContain("\u001b")
                .doesNotContain("\u202e");
        assertThat(page).contains("&lt;script&gt;alert(1)").contains("\\u003Cscript\\u003E");
    }

    @Test
    void thePolicyLetsTheScriptsAndStylesOfThePageRunAndNothingElse() throws Exception {
        String page = new Facts().page();

        Matcher policy = Pattern.compile("Content-Security-Policy\" content=\"([^\"]*)\"")
                .matcher(page);
        assertThat(policy.find()).isTrue();
        assertThat(policy.group(1))
                .startsWith("default-src 'none'; script-src 'sha256-")
                .doesNotContain("unsafe")
                .doesNotContain("http");
        Matcher inline = Pattern.compile("<(?:script|style)>(.*?)</(?:script|style)>", Pattern.DOTALL)
                .matcher(page);
        int count = 0;
        while (inline.find()) {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(inline.group(1).getBytes(StandardCharsets.UTF_8));
            assertThat(policy.group(1))
                    .contains("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
            count++;
        }
        assertThat(count).isEqualTo(4);
    }

    @Test
    void nothingOnItIsLoadedFromElsewhere() {
        String page = new Facts().blackholed(400_000).page();

        assertThat(page)
                .doesNotContain(" src=")
                .doesNotContain("<link")
                .doesNotContain("@import")
                .doesNotContain("url(");
    }

    @Test
    void emptyInputAndOneRecordGiveAPage() {
        assertThat(new Facts().page())
                .contains("There are no records: nothing can be said.")
                .endsWith("</html>\n");
        assertThat(new Facts().answered(40_000, 3).page())
                .contains("Nothing went wrong in these records")
                .endsWith("</html>\n");
    }

    @Test
    void brokenNumbersAndTimesSpoilNothing() {
        Facts facts = new Facts();
        for (String time : new String[] {
            "0001-01-01T00:00:00.000Z",
            "1970-01-01T00:00:00.000Z",
            "2026-11-22T07:30:57.114Z",
            "9999-12-31T23:59:59.999Z"
        }) {
            for (long number : new long[] {Long.MIN_VALUE, -1, 0, 1, Integer.MAX_VALUE, Long.MAX_VALUE}) {
                String begin = "{\"time\":\"" + time + "\",\"agent_version\":\"0.1.0\",\"pid\":" + number
                        + ",\"idle_ms\":" + number + ",\"response_ms\":" + number + ",\"records\":" + number
                        + ",\"keepalive_idle_s\":" + number + ",\"peer_port\":" + number;
                for (String event : new String[] {
                    "connection_opened", "post_idle_send", "post_idle_stalled", "batch_expired", "connect_failed"
                }) {
                    facts.text(begin + ",\"outcome\":\"closed\",\"verdict\":\"flow_blackholed\",\"event\":\"" + event
                            + "\"}");
                    facts.text(begin + ",\"outcome\":\"answered\",\"event\":\"" + event + "\"}");
                }
            }
        }

        assertThat(facts.page()).endsWith("</html>\n");
        assertThat(facts.summary()).isNotEmpty();
    }

    @Test
    void everyPointHasItsWayBack() {
        assertThat(new Facts().blackholed(400_000).page())
                .contains("<code>standard input:2</code>")
                .contains("&quot;outcome&quot;:&quot;closed&quot;");
    }

    @Test
    void whereItOnlyObservesTheRateOfEndingsThatWouldHaveBeenWrongIsShownWithItsInterval() {
        Facts facts = new Facts().arm("enforced").answered(40_000, 3).judged("ended", "recovered");
        facts.arm("observed").answered(40_000, 3).judged("left", "acknowledged").judged("would_end", null);
        for (int i = 0; i < 20; i++) {
            facts.judged("would_end", i == 0 ? "acknowledged" : "closed");
        }

        assertThat(facts.page())
                .contains("<td>connections in use that the agent would have ended</td><td class=\"n\">0</td>"
                        + "<td class=\"n\">21</td>")
                .contains("<td>false endings: they were acknowledged after all (95 % interval)</td>")
                .contains("1 of 20, 5.0 % (0.9 % to 23.6 %)");
    }

    @Test
    void whereNothingWouldHaveBeenEndedNothingIsSaidOfFalseEndings() {
        assertThat(new Facts()
                        .arm("observed")
                        .answered(40_000, 3)
                        .judged("left", "acknowledged")
                        .page())
                .doesNotContain("false endings");
    }

    @Test
    void aConnectionFromBeforeTheRecordsIsNotCountedAsNone() {
        String page = new Facts().answered(40_000, 3).blackholed(400_000).page();
        String healthy = new Facts().answered(40_000, 3).page();
        String opened = new Facts().opened(60).answered(40_000, 3).page();
        String refused = new Facts()
                .connectFailed("refused", "connect_refused")
                .blackholed(400_000)
                .page();

        assertThat(healthy).contains("<td class=\"ok\">connected before</td>").doesNotContain("0 connected");
        assertThat(opened).contains("<td class=\"ok\">1 connected</td>");
        assertThat(page).contains("<td>orders-1 10.0.1.5</td><td>10.9.0.1:9092</td><td></td><td>before</td>");
        assertThat(refused).contains("<td>before</td>");
        assertThat(new Facts().connectFailed("refused", "connect_refused").page())
                .doesNotContain("<td>before</td>");
    }

    @Test
    void theTableOfArmsHasNoEmptyCells() {
        String one = arms(new Facts().arm("enforced").opened(60).page());
        Facts facts = new Facts().arm("enforced").answered(40_000, 3);
        String two =
                arms(facts.arm("observed").opened(60).judged("would_end", null).page());

        assertThat(one)
                .contains("<td>first sends after idle</td><td class=\"n\">0</td>")
                .doesNotContain("></td>")
                .doesNotContain("slowest");
        assertThat(two)
                .contains("<td>slowest</td><td class=\"n\">3 ms</td><td>none</td>")
                .doesNotContain("></td>")
                .doesNotContain("false endings");
    }

    private static String arms(String page) {
        int from = page.indexOf("<section id=\"arms\">");
        return page.substring(from, page.indexOf("</section>", from));
    }
}
