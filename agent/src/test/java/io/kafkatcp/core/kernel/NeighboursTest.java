package io.kafkatcp.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against copies of real /proc files. */
class NeighboursTest {

    private static final String ROUTES = """
            Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
            eth0\t00000000\t0100070A\t0003\t0\t0\t0\t00000000\t0\t0\t0
            eth0\t0000070A\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0
            eth0\t0000630A\t0200070A\t0003\t0\t0\t0\t0000FFFF\t0\t0\t0
            """;
    private static final String TABLE = """
            IP address       HW type     Flags       HW address            Mask     Device
            10.7.0.1         0x1         0x2         66:0a:ab:ff:cc:d7     *        eth0
            10.7.0.2         0x1         0x0         00:00:00:00:00:00     *        eth0
            10.7.0.9         0x1         0x6         02:00:00:00:00:99     *        eth0
            """;

    @TempDir
    Path directory;

    private Neighbours neighbours;

    @BeforeEach
    void write() throws Exception {
        Path routes = Files.writeString(directory.resolve("route"), ROUTES);
        Path table = Files.writeString(directory.resolve("arp"), TABLE);
        neighbours = new Neighbours(routes.toFile(), table.toFile(), ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void aPeerOnTheSameLinkIsItsOwnNextHop() {
        assertThat(neighbours.towards("10.7.0.9")).satisfies(found -> {
            assertThat(found.ip).isEqualTo("10.7.0.9");
            assertThat(found.mac).isEqualTo("02:00:00:00:00:99");
            assertThat(found.complete).isTrue();
        });
    }

    @Test
    void behindAGatewayItIsTheGatewayOfTheLongestMatchingRoute() {
        assertThat(neighbours.towards("192.0.2.1").mac).isEqualTo("66:0a:ab:ff:cc:d7");
        assertThat(neighbours.towards("10.99.3.4").ip).isEqualTo("10.7.0.2");
    }

    @Test
    void aBigEndianKernelWritesTheSameRoutesTheOtherWayRound() throws Exception {
        Path routes = Files.writeString(directory.resolve("route"), """
                Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
                eth0\t00000000\t0A070001\t0003\t0\t0\t0\t00000000\t0\t0\t0
                eth0\t0A070000\t00000000\t0001\t0\t0\t0\tFFFFFF00\t0\t0\t0
                """);
        Neighbours big =
                new Neighbours(routes.toFile(), directory.resolve("arp").toFile(), ByteOrder.BIG_ENDIAN);

        assertThat(big.towards("192.0.2.1").mac).isEqualTo("66:0a:ab:ff:cc:d7");
        assertThat(big.towards("10.7.0.9").mac).isEqualTo("02:00:00:00:00:99");
    }

    @Test
    void anEntryThatIsIncompleteOrMissingHasNoMac() {
        assertThat(neighbours.towards("10.7.0.2"))
                .satisfies(found -> assertThat(found.complete).isFalse());
        assertThat(neighbours.towards("10.7.0.2").mac).isNull();
        assertThat(neighbours.towards("10.7.0.77").mac).isNull();
    }

    @Test
    void whatCannotBeLookedUpIsNull() {
        assertThat(neighbours.towards("fd00::1")).isNull();
        assertThat(new Neighbours(
                                directory.resolve("none").toFile(),
                                directory.resolve("none").toFile(),
                                ByteOrder.LITTLE_ENDIAN)
                        .towards("10.7.0.1"))
                .isNull();
    }
}
