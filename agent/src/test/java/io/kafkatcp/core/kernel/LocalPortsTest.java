package io.kafkatcp.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPortsTest {

    private static final String HEAD = "  sl  local_address rem_address   st tx_queue rx_queue tr\n";

    @TempDir
    Path folder;

    /** The tables are in the machine's own order. */
    @BeforeEach
    void asMostMachinesHaveIt() {
        Assumptions.assumeTrue(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void thePortsToThatPeerCountOnceWhateverTheirStateIs() throws Exception {
        LocalPorts ports = ports(
                "40000\t40002\n",
                row(40_000, "0101A8C0", 9_092, "01")
                        + row(40_000, "0101A8C0", 9_092, "06")
                        + row(40_001, "0101A8C0", 9_092, "06")
                        + row(40_002, "0201A8C0", 9_092, "01")
                        + row(40_002, "0101A8C0", 9_093, "01")
                        + row(50_000, "0101A8C0", 9_092, "01"));

        assertThat(ports.describe())
                .isEqualTo(
                        "2 of the 3 ports of net.ipv4.ip_local_port_range (40000 to 40002) are taken for connections to"
                                + " 192.168.1.1:9092, 1 of them in TIME-WAIT");
        assertThat(ports.areUsedUp()).isFalse();
    }

    @Test
    void nineOfTenAreAllThatMayBeTaken() throws Exception {
        StringBuilder rows = new StringBuilder();
        for (int port = 40_000; port < 40_009; port++) {
            rows.append(row(port, "0101A8C0", 9_092, "01"));
        }

        assertThat(ports("40000\t40009\n", rows.toString()).areUsedUp()).isTrue();
        assertThat(ports("40000\t40010\n", rows.toString()).areUsedUp()).isFalse();
    }

    @Test
    void withoutARangeNothingIsKnown() throws Exception {
        assertThat(ports("none\n", "")).isNull();
    }

    private LocalPorts ports(String range, String rows) throws Exception {
        return LocalPorts.read(
                "192.168.1.1",
                9_092,
                Files.writeString(folder.resolve("range"), range).toFile(),
                Files.writeString(folder.resolve("tcp"), HEAD + rows).toFile(),
                folder.resolve("none").toFile());
    }

    private static String row(int localPort, String peer, int peerPort, String state) {
        return String.format(
                "   0: 0201A8C0:%04X %s:%04X %s 00000000:00000000 00:00000000%n", localPort, peer, peerPort, state);
    }
}
