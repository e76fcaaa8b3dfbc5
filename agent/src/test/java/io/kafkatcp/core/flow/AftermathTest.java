package io.kafkatcp.core.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import io.kafkatcp.core.connection.Connection;
import io.kafkatcp.core.connection.OpenedConnections;
import io.kafkatcp.core.record.Record;
import io.kafkatcp.core.record.Verdict;
import io.kafkatcp.core.sink.Records;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

class AftermathTest {

    private final Records records = mock(Records.class);
    private final Aftermath aftermath = new Aftermath(records);
    private FlowsLab lab;
    private Connection dead;

    @BeforeEach
    void open() throws Exception {
        lab = new FlowsLab("");
        dead = lab.connection(lab.client, "1", 5);
    }

    @AfterEach
    void close() throws Exception {
        lab.close();
    }

    @Test
    void anEndingIsOverWhenTheSameClientsNextConnectionToThatNodeHasHadAnAnswer() throws Exception {
        aftermath.add(dead, Verdict.FLOW_BLACKHOLED, "ended", lab.nowNs);
        Connection next = lab.connection(lab.client, "1", -1);
        aftermath.look(List.of(dead, next), lab.after(1_400));
        verify(records, never()).publish(any());
        OpenedConnections.used(next, true);
        aftermath.look(List.of(dead, next), lab.after(1_500));

        assertThat(published()).contains("recovered after 1500 ms", "(flow_blackholed, ended)", "by a new connection");
        aftermath.look(List.of(dead, next), lab.after(1_600));
        published();
    }

    @Test
    void noOtherConnectionTakesItsPlace() throws Exception {
        aftermath.add(dead, Verdict.FLOW_BLACKHOLED, "ended", lab.nowNs);
        Connection toAnotherNode = lab.connection(lab.client, "2", -1);
        Connection ofAnotherClient = lab.connection(lab.otherClient, "1", -1);
        Connection older = lab.connection(lab.client, "1", 1);
        List<Connection> others = List.of(toAnotherNode, ofAnotherClient, older, dead);
        others.forEach(one -> OpenedConnections.used(one, true));
        aftermath.look(others, lab.after(2_000));

        verify(records, never()).publish(any());
    }

    @Test
    void oneThatWasBegunInTheMomentOfTheVerdictIsNewToo() throws Exception {
        aftermath.add(dead, Verdict.FLOW_BLACKHOLED, "ended", lab.nowNs);
        Connection next = lab.connection(lab.client, "1", 0);
        OpenedConnections.used(next, true);
        aftermath.look(List.of(next), lab.after(10));

        assertThat(published()).contains("recovered after 10 ms");
    }

    @Test
    void whatWasLeftAndIsReplacedIsClosed() throws Exception {
        aftermath.add(dead, Verdict.PEER_UNREACHABLE, "left", lab.nowNs);
        Connection next = lab.connection(lab.client, "1", -1);
        OpenedConnections.used(next, true);
        aftermath.look(List.of(next), lab.after(9_000));

        assertThat(published()).contains("closed after 9000 ms");
    }

    @Test
    void whatWasLeftAndIsAcknowledgedAfterAllIsOver() {
        aftermath.add(dead, Verdict.FLOW_BLACKHOLED, "would_end", lab.nowNs);
        aftermath.acknowledged(dead, lab.after(700));

        assertThat(published()).contains("acknowledged after 700 ms").doesNotContain("new connection");
        aftermath.acknowledged(dead, lab.after(800));
        published();
    }

    @Test
    void anEndingIsNoLongerOverByAnAcknowledgement() {
        aftermath.add(dead, Verdict.FLOW_BLACKHOLED, "ended", lab.nowNs);
        aftermath.acknowledged(dead, lab.after(700));

        verify(records, never()).publish(any());
    }

    @Test
    void aLaterVerdictOfTheSameStallTakesThePlaceOfTheEarlier() {
        aftermath.add(dead, Verdict.PEER_UNREACHABLE, "left", lab.nowNs);
        aftermath.add(dead, Verdict.FLOW_BLACKHOLED, "would_end", lab.after(3_000));
        aftermath.acknowledged(dead, lab.after(4_000));

        assertThat(published()).contains("flow_blackholed", "after 1000 ms");
        aftermath.acknowledged(dead, lab.after(5_000));
        published();
    }

    /** Nobody looks while nothing is open: Kafka may connect again an hour later, when it has something to send. */
    @Test
    void afterTwoMinutesItIsForgotten() throws Exception {
        Connection next = lab.connection(lab.client, "1", -1);
        OpenedConnections.used(next, true);
        aftermath.add(dead, Verdict.FLOW_BLACKHOLED, "ended", lab.nowNs);
        aftermath.look(List.of(next), lab.after(120_000));

        verify(records, never()).publish(any());
    }

    @Test
    void aMomentBeforeItIsNot() throws Exception {
        Connection next = lab.connection(lab.client, "1", -1);
        OpenedConnections.used(next, true);
        aftermath.add(dead, Verdict.FLOW_BLACKHOLED, "ended", lab.nowNs);
        aftermath.look(List.of(next), lab.after(119_999));

        published();
    }

    @Test
    void ofManyTheLastThousandAreWaitedFor() throws Exception {
        aftermath.add(dead, Verdict.FLOW_BLACKHOLED, "would_end", lab.nowNs);
        Connection second = lab.connection(lab.client, "2", 5);
        aftermath.add(second, Verdict.PEER_UNREACHABLE, "left", lab.nowNs);
        for (int i = 0; i < 999; i++) {
            aftermath.add(new Connection(lab.client, "n" + i, "b", lab.nowNs), Verdict.PEER_UNREACHABLE, "left", 0);
        }
        aftermath.acknowledged(dead, lab.after(700));
        verify(records, never()).publish(any());
        aftermath.acknowledged(second, lab.after(700));

        assertThat(published()).contains("(peer_unreachable, left)");
    }

    /** The one record that there is. */
    private String published() {
        ArgumentCaptor<Record> record = ArgumentCaptor.forClass(Record.class);
        verify(records).publish(record.capture());
        return record.getValue().sentence();
    }
}
