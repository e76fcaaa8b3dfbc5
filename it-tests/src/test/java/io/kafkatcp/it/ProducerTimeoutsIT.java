package io.kafkatcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.it.apps.OneProducer;
import io.kafkatcp.it.support.ChildJvm;
import io.kafkatcp.it.support.SilentServer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A new producer is told when its own timeouts and the agent's defeat each other. */
class ProducerTimeoutsIT {

    @Test
    void aRequestTimeoutThatIsNotAboveTheUserTimeoutIsAWarningInTheApplicationsLog() throws Exception {
        assertThat(warningsFor("user-timeout=20s", "request.timeout.ms=20000"))
                .singleElement()
                .asString()
                .contains("request.timeout.ms=20000 is not above user-timeout=20s");
        assertThat(warningsFor("user-timeout=20s", "request.timeout.ms=20001")).isEmpty();
    }

    @Test
    void aMaximalIdleTimeBelowTheKeepaliveIdleTimeIsAWarningInTheApplicationsLog() throws Exception {
        assertThat(warningsFor("", "connections.max.idle.ms=36999"))
                .singleElement()
                .asString()
                .contains("connections.max.idle.ms=36999 is below keepalive.idle=37s");
        assertThat(warningsFor("", "connections.max.idle.ms=37000")).isEmpty();
        assertThat(warningsFor("", "connections.max.idle.ms=-1")).isEmpty();
        assertThat(warningsFor("keepalive=off", "connections.max.idle.ms=36999"))
                .isEmpty();
    }

    @Test
    void aProducerWithDefaultsUnderAnAgentWithDefaultsIsToldNothing() throws Exception {
        assertThat(warningsFor("", "linger.ms=5")).isEmpty();
    }

    @Test
    void nothingIsSaidWhereTheAgentSetsNothing() throws Exception {
        assertThat(warningsFor("mode=observe", "request.timeout.ms=1000")).isEmpty();
        assertThat(warningsFor("clients=consumer", "request.timeout.ms=1000")).isEmpty();
    }

    private static List<String> warningsFor(String agentArguments, String property) throws Exception {
        try (SilentServer server = new SilentServer()) {
            return ChildJvm.withAgent(agentArguments)
                    .run(OneProducer.class, server.address(), property, "delivery.timeout.ms=200000")
                    .assertHealthy()
                    .err()
                    .stream()
                    .filter(line -> line.contains("WARN") && line.contains("a producer's"))
                    .toList();
        }
    }
}
