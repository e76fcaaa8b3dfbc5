package io.kafkatcp.core.socket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TcpInfoTest {

    @Test
    void theFirstFourBytesAreStateCongestionStateRetransmitsAndProbes() {
        TcpInfo info = new TcpInfo(0xff_03_00_02);

        assertThat(info.isConnecting()).isTrue();
        assertThat(info.retransmits()).isEqualTo(3);
        assertThat(info.probes()).isEqualTo(255);
        assertThat(new TcpInfo(1).isConnecting()).isFalse();
    }
}
