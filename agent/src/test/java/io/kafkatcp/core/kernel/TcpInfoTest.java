package io.kafkatcp.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class TcpInfoTest {

    @Test
    void theFirstFourBytesAreStateCongestionStateRetransmitsAndProbes() {
        TcpInfo info = new TcpInfo(0xff_03_00_02, ByteOrder.LITTLE_ENDIAN);

        assertThat(info.isConnecting()).isTrue();
        assertThat(info.retransmits()).isEqualTo(3);
        assertThat(info.probes()).isEqualTo(255);
        assertThat(new TcpInfo(1, ByteOrder.LITTLE_ENDIAN).isConnecting()).isFalse();
    }

    /** s390x: the same bytes in memory, the first of them in the int's high byte. */
    @Test
    void aBigEndianMachineReadsTheSameOutOfTheSameBytes() {
        TcpInfo info = new TcpInfo(0x02_00_03_ff, ByteOrder.BIG_ENDIAN);

        assertThat(info.state()).isEqualTo("SYN-SENT");
        assertThat(info.retransmits()).isEqualTo(3);
        assertThat(info.probes()).isEqualTo(255);
    }
}
