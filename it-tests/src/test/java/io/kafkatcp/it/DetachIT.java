package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kafkatcp.it.support.BrokerLab;
import io.kafkatcp.it.support.Steered;
import io.kafkatcp.lab.path.Site;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What the kernel has for each socket when the agent has left in the middle of an incident: nothing of what was meant
 * for a moment. Also those of a client whose network thread does not poll.
 */
class DetachIT {

    @RegisterExtension
    static final BrokerLab LAB = new BrokerLab();

    private static final int PRODUCERS = 6;
    private static final int DOUBTFUL = 0;
    private static final int RESTED_SHORTLY = 3;
    private static final int BUSY = 4;
    private static final int HUNG = 5;

    @Test
    void withoutRestoreEveryConnectionHasWhatATrustedOneHasInWhateverStateItWas() throws Exception {
        assertThat(detachedFrom(LAB.site(1), ""))
                .allSatisfy(
                        socket -> assertThat(socket).endsWith("user_timeout_ms=20001 idle_s=37 interval_s=9 count=3"));
    }

    @Test
    void withRestoreEveryConnectionHasWhatItHadBeforeTheAgentAlsoWhereItsClientDoesNotPoll() throws Exception {
        assertThat(detachedFrom(LAB.site(2), " restore"))
                .allSatisfy(
                        socket -> assertThat(socket).endsWith("user_timeout_ms=0 idle_s=7200 interval_s=75 count=9"));
    }

    /** @return what the kernel says of each socket afterwards */
    private static List<String> detachedFrom(Site site, String restore) throws Exception {
        try (Steered producers = Steered.start(
                site.producer(), LAB.broker().bootstrapServers(), PRODUCERS, "events=none,idle-threshold=4s")) {
            producers.ask("hang " + HUNG);
            producers.ask("busy " + BUSY);
            assertThat(producers.ask("agent set user-timeout=20001ms"))
                    .as("also of the one that hangs")
                    .singleElement()
                    .asString()
                    .endsWith("checked");
            Thread.sleep(500);
            producers.ask("send " + RESTED_SHORTLY);
            Thread.sleep(2_500);
            site.middlebox().forgetAll();
            producers.ask("send " + DOUBTFUL);
            List<String> told = producers.ask("detach-when doubtful,probed,resting,trusted" + restore);

            List<JsonNode> before = Steered.starting(told, "before ").stream()
                    .map(Steered::parse)
                    .filter(row -> row.has("trust"))
                    .toList();
            assertThat(before)
                    .as(producers.told())
                    .extracting(row -> row.path("trust").asText() + " "
                            + row.path("user_timeout_ms").asInt())
                    .contains("trusted 20001", "resting 64000", "doubtful 3000", "probed 0");
            assertThat(before)
                    .filteredOn(row -> row.path("client_id").asText().equals("p" + HUNG))
                    .as(producers.told())
                    .extracting(row -> row.path("trust").asText())
                    .isNotEmpty()
                    .allMatch(trust -> List.of("resting", "probed").contains(trust));
            assertThat(Steered.starting(told, "answer ok "))
                    .as(producers.told())
                    .hasSize(1);
            assertThat(producers.ask("threads")).as("the agent has left").isEmpty();
            List<String> options = Steered.options(told);
            assertThat(options).as(producers.told()).hasSizeGreaterThanOrEqualTo(before.size());
            return options;
        }
    }
}
