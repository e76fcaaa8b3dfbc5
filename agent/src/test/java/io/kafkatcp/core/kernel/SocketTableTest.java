package io.kafkatcp.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketTableTest {

    /** As Linux 6.18 wrote them. */
    private static final String TCP = """
              sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
               0: 0100007F:9C4E 0100007F:B195 01 00000000:00000000 02:00000E2A 00000000  1000        0 183195 2 \
            0000000000000000 20 4 0 10 -1
               1: 0100007F:9C4F 0100007F:B195 02 00000001:00000000 01:0000012C 00000002  1000        0 183196 2 \
            0000000000000000 20 4 0 10 -1
            """;

    private static final String TCP6 = """
              sl  local_address                         remote_address                        st tx_queue rx_queue tr \
            tm->when retrnsmt   uid  timeout inode
               0: 0000000000000000FFFF00000701000A:A226 0000000000000000FFFF00000100630A:2384 01 \
            00000000:00000000 04:00000064 00000000     0        0 1 1 0
               1: B80D0120000000000000000001000000:A226 B80D0120000000000000000002000000:2384 01 \
            00000000:00000000 00:00000000 00000000     0        0 1 1 0
            """;

    @TempDir
    Path directory;

    private SocketTable table;

    @BeforeEach
    void read() throws Exception {
        Assumptions.assumeTrue(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN, "the texts are of such a machine");
        table = SocketTable.read(
                Files.writeString(directory.resolve("tcp"), TCP).toFile(),
                directory.resolve("missing").toFile(),
                Files.writeString(directory.resolve("tcp6"), TCP6).toFile());
    }

    @Test
    void aKeepaliveTimerIsFoundByBothAddresses() {
        SocketTable.Timer timer = table.timer("127.0.0.1", 40014, "127.0.0.1", 45461);

        assertThat(timer.kind).isEqualTo("keepalive");
        assertThat(timer.expiresMs).isEqualTo(36_260);
        assertThat(timer.rtoMs).isEqualTo(200);
    }

    @Test
    void aRetransmissionTimerIsCalledAsSsCallsIt() {
        assertThat(table.timer("127.0.0.1", 40015, "127.0.0.1", 45461).kind).isEqualTo("on");
    }

    /** Java opens sockets of both kinds unless told otherwise. */
    @Test
    void anIpv4AddressInAnIpv6SocketIsFoundAsSuch() {
        assertThat(table.timer("10.0.1.7", 41510, "10.99.0.1", 9092).kind).isEqualTo("persist");
    }

    @Test
    void aRowThatEndsBeforeTheRetransmissionTimeoutHasNone() {
        assertThat(table.timer("10.0.1.7", 41510, "10.99.0.1", 9092).rtoMs).isZero();
    }

    @Test
    void anIpv6AddressIsFoundAsJavaWritesIt() {
        assertThat(table.timer("2001:db8:0:0:0:0:0:1", 41510, "2001:db8:0:0:0:0:0:2", 9092).kind)
                .isEqualTo("none");
    }

    @Test
    void whatIsNotThereIsNotKnown() {
        assertThat(table.timer("127.0.0.1", 40014, "127.0.0.1", 1)).isNull();
        assertThat(table.timer(null, 40014, "127.0.0.1", 45461)).isNull();
        assertThat(SocketTable.read(directory.resolve("missing").toFile()).timer("127.0.0.1", 1, "127.0.0.1", 2))
                .isNull();
    }

    @Test
    void aTableInAnotherFormIsPassedOver() throws Exception {
        assertThat(SocketTable.read(Files.writeString(directory.resolve("other"), "head\nsome other words\n")
                                .toFile())
                        .timer("127.0.0.1", 1, "127.0.0.1", 2))
                .isNull();
    }
}
