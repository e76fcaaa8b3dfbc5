package io.kafkatcp.core.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.core.connection.ClientRegistry;
import io.kafkatcp.core.connection.Connections;
import io.kafkatcp.core.connection.OpenConnections;
import io.kafkatcp.core.firstsend.FirstSends;
import io.kafkatcp.core.flow.FlowStateMachine;
import io.kafkatcp.core.flow.NetworkLoss;
import io.kafkatcp.core.flow.SettledFlows;
import io.kafkatcp.core.kafka.KafkaFields;
import io.kafkatcp.core.kafka.NetworkClients;
import io.kafkatcp.core.options.OptionsReconciler;
import io.kafkatcp.core.runtime.AgentLog;
import io.kafkatcp.core.runtime.CapturedAgentLog;
import io.kafkatcp.core.runtime.CircuitBreaker;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Which part goes off for which errors, and what with it. */
class AgentHooksTest {

    private static final int MOST_ERRORS = 100;

    private final CapturedAgentLog captured = new CapturedAgentLog();
    private final AgentLog agentLog = captured.agentLog();
    private final AgentHooks hooks = hooks();

    @Test
    void clientsThatCannotBeReadCostTheChangesOfOptionsAndNeitherTheRecordsNorTheOptionsOfNewSockets()
            throws Exception {
        for (int i = 0; i < 2 * MOST_ERRORS; i++) {
            hooks.clientPolling(new Object());
        }

        captured.awaitLine("ERROR: 100 internal errors while bringing options to open connections: changes of options "
                + "on open connections are off .*");
        assertThat(agentLog.errors().partsOff()).containsExactly("changes of options on open connections");
        assertThat(agentLog.errors().count()).as("it is not tried any more").isEqualTo(MOST_ERRORS);
    }

    @Test
    void errorsOfTheAgentsOwnThreadAreErrorsOfTheRecordsWithWhichAllThatItAttendsToEnds() throws Exception {
        CountDownLatch asked = new CountDownLatch(MOST_ERRORS);
        agentLog.watch().attendTo(() -> {
            asked.countDown();
            throw new IllegalStateException("of what is due");
        });
        for (int i = 0; i < 2 * MOST_ERRORS; i++) {
            agentLog.watch().put(() -> {});
        }

        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
        captured.awaitLine("ERROR: 100 internal errors while looking after what is due: records are off .*");
        assertThat(agentLog.errors().partsOff()).containsExactly("records");
        CountDownLatch later = new CountDownLatch(1);
        agentLog.watch().put(later::countDown);
        assertThat(later.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(agentLog.errors().count()).isEqualTo(MOST_ERRORS);
    }

    private AgentHooks hooks() {
        NetworkClients kafka = new NetworkClients(new KafkaFields(null));
        Connections connections =
                new Connections(new ClientRegistry(kafka, null), kafka, null, null, null, new OpenConnections(), null);
        FlowStateMachine flowStates = new FlowStateMachine(null, null, new NetworkLoss());
        FirstSends firstSends = new FirstSends(null, null, null, null, flowStates, null, null);
        CircuitBreakers circuitBreakers = new CircuitBreakers(
                agentLog, new SettledFlows(flowStates, new OpenConnections(), connections, agentLog), firstSends);
        CircuitBreaker changing = CircuitBreakers.changing(agentLog);
        return new AgentHooks(
                connections,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                new OptionsReconciler(connections, null, null, kafka, null, changing),
                null,
                circuitBreakers,
                changing);
    }
}
