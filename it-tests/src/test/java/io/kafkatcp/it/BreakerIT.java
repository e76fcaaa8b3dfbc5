package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.it.support.BrokerLab;
import io.kafkatcp.it.support.Steered;
import io.kafkatcp.lab.Host;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A part of the agent that fails and goes off takes with it what would be blind without it. */
class BreakerIT {

    @RegisterExtension
    static final BrokerLab LAB = new BrokerLab();

    @Test
    void withoutTheRecordsNoConnectionIsTakenForIdleAndThoseThatRestedHaveWhatTrustedOnesHave() throws Exception {
        Host host = LAB.site(1).producer();
        try (Steered producers =
                Steered.start(host, LAB.broker().bootstrapServers(), 3, "idle-threshold=2s,stall-threshold=4s")) {
            producers.ask("busy 0");
            Thread.sleep(2_500);
            assertThat(producers.options())
                    .as(producers.told())
                    .anyMatch(socket -> socket.contains("user_timeout_ms=64000"));
            producers.ask("fault received 100");
            // its first send after rest, of which the answer is not heard
            producers.ask("send 1");
            Thread.sleep(7_000);

            assertThat(producers.err())
                    .as(producers.told())
                    .filteredOn(line -> line.contains("100 internal errors while listening to Kafka: records are off"))
                    .singleElement()
                    .asString()
                    .contains("user timeouts no longer follow");
            assertThat(producers.options())
                    .as(producers.told())
                    .hasSize(6)
                    .allSatisfy(socket ->
                            assertThat(socket).endsWith("user_timeout_ms=20000 idle_s=37 interval_s=9 count=3"));
            assertThat(producers.status("records"))
                    .as("what is not heard is no silence of the broker's")
                    .noneMatch(row -> row.path("event").asText().equals("post_idle_stalled"));
        }
    }
}
