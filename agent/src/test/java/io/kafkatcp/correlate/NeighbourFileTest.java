package io.kafkatcp.correlate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkatcp.recordfile.BadInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeighbourFileTest {

    private static final String MAC = "66:0a:ab:ff:cc:d7";

    @TempDir
    Path directory;

    @Test
    void whatIpNeighPrintsIsRead() throws Exception {
        NeighbourTable table = read("""
                # collected 2026-11-22T07:30:00Z
                10.9.0.1 dev eth0 lladdr 66:0a:ab:ff:cc:d7 REACHABLE
                10.9.0.7 dev eth0 FAILED
                10.9.0.8 dev eth0 lladdr 66:0a:ab:ff:cc:d7 router extern_learn NOARP
                fe80::1 dev eth0 lladdr 66:0a:ab:ff:cc:d7 router STALE
                """);

        assertThat(table.collectedMs())
                .isEqualTo(Instant.parse("2026-11-22T07:30:00Z").toEpochMilli());
        assertEntry(table, "10.9.0.1", MAC, "eth0", "REACHABLE");
        assertEntry(table, "10.9.0.7", null, "eth0", "FAILED");
        assertEntry(table, "10.9.0.8", MAC, "eth0", "NOARP");
        assertEntry(table, "fe80::1", MAC, "eth0", "STALE");
        assertThat(table.problems()).isEmpty();
    }

    @Test
    void whatIpSNeighPrintsIsRead() throws Exception {
        NeighbourTable table =
                read("10.9.0.1 dev eth0 lladdr 66:0a:ab:ff:cc:d7 ref 1 used 0/0/0probes 4 STALE \n10.9.0.2 dev eth0 "
                        + " used 20/60/17probes 6 FAILED\n");

        assertEntry(table, "10.9.0.1", MAC, "eth0", "STALE");
        assertEntry(table, "10.9.0.2", null, "eth0", "FAILED");
    }

    @Test
    void whatIpJNeighPrintsIsRead() throws Exception {
        NeighbourTable table = read("# collected "
                + "2026-11-22T07:30:00Z\n[{\"dst\":\"10.9.0.1\",\"dev\":\"eth0\","
                + "\"lladdr\":\"66:0a:ab:ff:cc:d7\",\"state\":[\"REACHABLE\"]},"
                + "{\"dst\":\"10.9.0.2\",\"dev\":\"eth0\",\"state\":[\"FAILED\"]}]\n");

        assertEntry(table, "10.9.0.1", MAC, "eth0", "REACHABLE");
        assertEntry(table, "10.9.0.2", null, "eth0", "FAILED");
    }

    @Test
    void whatStandsInProcNetArpIsRead() throws Exception {
        NeighbourTable table = read("""
                IP address       HW type     Flags       HW address            Mask     Device
                10.9.0.1         0x1         0x2         66:0a:ab:ff:cc:d7     *        eth0
                10.9.0.2         0x1         0x0         00:00:00:00:00:00     *        eth0
                10.9.0.3         0x1         0x6         66:0a:ab:ff:cc:d7     *        eth0
                """);

        assertEntry(table, "10.9.0.1", MAC, "eth0", null);
        assertEntry(table, "10.9.0.2", null, "eth0", "INCOMPLETE");
        assertEntry(table, "10.9.0.3", MAC, "eth0", "PERMANENT");
    }

    @Test
    void whatArpAnPrintsIsReadAlsoWithMacOssShortOctets() throws Exception {
        NeighbourTable table = read("""
                ? (10.9.0.1) at 66:0a:ab:ff:cc:d7 [ether] on eth0
                ? (10.9.0.2) at <incomplete> on eth0
                ? (10.9.0.3) at 66:a:ab:ff:cc:d7 on en0 ifscope [ethernet]
                ? (10.9.0.4) at 66:0a:ab:ff:cc:d7 [ether] PERM on eth0
                """);

        assertEntry(table, "10.9.0.1", MAC, "eth0", null);
        assertEntry(table, "10.9.0.2", null, "eth0", "INCOMPLETE");
        assertEntry(table, "10.9.0.3", MAC, "en0", null);
        assertEntry(table, "10.9.0.4", MAC, "eth0", "PERMANENT");
    }

    @Test
    void aLineThatIsNoneIsToldByItsNumberAndTheRestIsUsed() throws Exception {
        NeighbourTable table =
                read("10.9.0.1 dev eth0 lladdr 66:0a:ab:ff:cc:d7 STALE\nnonsense\n# collected yesterday\n");

        assertThat(table.entry("10.9.0.1")).isNotNull();
        assertThat(table.problems())
                .hasSize(2)
                .first()
                .asString()
                .endsWith("table.txt: line 2: no line of a neighbour table");
    }

    @Test
    void aFileThatIsNoTableAtAllSaysWhatWasExpected() {
        assertThatThrownBy(() -> read("Dear Sir or Madam\n"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("expected is what ip neigh");
    }

    private NeighbourTable read(String text) throws Exception {
        return NeighbourFile.read(Files.writeString(directory.resolve("table.txt"), text));
    }

    private static void assertEntry(NeighbourTable table, String ip, String mac, String device, String state) {
        NeighbourTable.Entry entry = table.entry(ip);
        assertThat(entry).as(ip).isNotNull();
        assertThat(entry.mac).as(ip).isEqualTo(mac);
        assertThat(entry.device).as(ip).isEqualTo(device);
        assertThat(entry.state).as(ip).isEqualTo(state);
    }
}
