package io.kafkatcp.core.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.kafkatcp.core.connection.Client;
import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.connection.Connections;
import io.kafkatcp.core.connection.OpenConnections;
import io.kafkatcp.core.runtime.CapturedAgentLog;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

class SettledFlowsTest {

    private final FlowStateMachine flowStates = mock(FlowStateMachine.class);
    private final Connections connections = mock(Connections.class);
    private final Client client = mock(Client.class);
    private final CapturedAgentLog log = new CapturedAgentLog();
    private final Connection open = new Connection(null, "1", "b", 0);
    private final Connection other = new Connection(null, "2", "b", 0);
    private final Connection connecting = new Connection(null, "3", "b", 0);
    private final OpenConnections all = new OpenConnections() {
        @Override
        public List<Connection> all() {
            return List.of(open, other);
        }
    };
    private final SettledFlows settled = new SettledFlows(flowStates, all, connections, log.agentLog());

    @BeforeEach
    void oneThatIsNotOpenYet() {
        when(connections.clients()).thenReturn(Set.of(client));
        when(client.connections()).thenReturn(List.of(connecting));
    }

    @Test
    void everyConnectionIsSettledOnceNoneCanLeaveThatAnyMore() {
        settled.settle();

        InOrder order = inOrder(flowStates);
        order.verify(flowStates).end();
        order.verify(flowStates).settle(connecting);
        verify(flowStates).settle(open);
        verify(flowStates).settle(other);
    }

    @Test
    void oneThatCannotBeSettledKeepsNoOtherFromIt() throws Exception {
        doThrow(new IllegalStateException("refused")).when(flowStates).settle(open);
        doThrow(new LinkageError("gone")).when(flowStates).settle(other);

        assertThatCode(settled::settle).doesNotThrowAnyException();
        verify(flowStates).settle(connecting);
        log.awaitLine(".*settling a connection.*");
    }

    @Test
    void whoHasNoTimeLeavesItToTheAgentsThread() throws Exception {
        BlockingQueue<Thread> settles = new LinkedBlockingQueue<>();
        doAnswer(call -> settles.add(Thread.currentThread())).when(flowStates).settle(connecting);
        settled.settleSoon();

        verify(flowStates, atLeastOnce()).end();
        assertThat(settles.poll(1, TimeUnit.MINUTES)).isNotNull().isNotEqualTo(Thread.currentThread());
    }

    @Test
    void nothingIsSettledBeforeItIsAskedFor() {
        verify(flowStates, never()).end();
        verify(flowStates, never()).settle(open);
    }
}
