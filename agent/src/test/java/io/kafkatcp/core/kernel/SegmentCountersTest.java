package io.kafkatcp.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentCountersTest {

    @TempDir
    Path folder;

    @Test
    void aTailLossProbeThatRepairedNothingIsNoLoss() throws Exception {
        Path snmp = file("snmp", "Ip: Forwarding\nIp: 1\nTcp: InSegs OutSegs RetransSegs\nTcp: 5 1000 40\n");
        Path netstat = file("netstat", "TcpExt: TCPLossProbes TCPLossProbeRecovery\nTcpExt: 30 5\n");

        SegmentCounters counters = SegmentCounters.read(snmp.toFile(), netstat.toFile());

        assertThat(counters.sent).isEqualTo(1_000);
        assertThat(counters.lost).isEqualTo(15);
    }

    /** As three connections left them whose packets were dropped for seven seconds. */
    @Test
    void flowsThatAreSentOnAndOnInVainLoseOneSegmentEach() throws Exception {
        Path snmp = file("snmp", "Tcp: OutSegs RetransSegs\nTcp: 221 18\n");
        Path netstat =
                file("netstat", "TcpExt: TCPLostRetransmit TCPLossProbes TCPLossProbeRecovery\nTcpExt: 12 3 0\n");

        SegmentCounters counters = SegmentCounters.read(snmp.toFile(), netstat.toFile());

        assertThat(counters.lost).isEqualTo(3);
        assertThat(counters.overtaken).isZero();
        assertThat(counters.lostByDeadFlow(5)).isEqualTo(1);
        assertThat(counters.lostByDeadFlow(0)).isZero();
    }

    @Test
    void whatIsSentAgainSinceLaterOnesWereAcknowledgedIsOfLivingFlows() throws Exception {
        Path snmp = file("snmp", "Tcp: OutSegs RetransSegs\nTcp: 1000 90\n");
        Path netstat = file(
                "netstat",
                "TcpExt: TCPFastRetrans TCPSlowStartRetrans TCPLossProbes TCPLossProbeRecovery\nTcpExt: 40 9 20 3\n");

        assertThat(SegmentCounters.read(snmp.toFile(), netstat.toFile()).overtaken)
                .isEqualTo(43);
    }

    @Test
    void anOlderKernelsCountersAreEnough() throws Exception {
        Path snmp = file("snmp", "Tcp: OutSegs RetransSegs\nTcp: 1000 40\n");

        SegmentCounters counters =
                SegmentCounters.read(snmp.toFile(), file("netstat", "").toFile());
        assertThat(counters.lost).isEqualTo(40);
        assertThat(counters.overtaken).isZero();
        assertThat(counters.lostByDeadFlow(5)).as("and what it sends yet").isEqualTo(7);
    }

    @Test
    void withoutThemNothingIsKnown() throws Exception {
        assertThat(SegmentCounters.read(
                        folder.resolve("none").toFile(), folder.resolve("none").toFile()))
                .isNull();
        assertThat(SegmentCounters.read(
                        file("snmp", "Tcp: OutSegs\nTcp: x\n").toFile(),
                        file("netstat", "").toFile()))
                .isNull();
    }

    private Path file(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text);
    }
}
