package io.kafkatcp.correlate.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkatcp.recordfile.BadInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostFileReaderTest {

    private static final String MAC = "66:0a:ab:ff:cc:d7";

    @TempDir
    Path directory;

    @Test
    void whatIpNeighPrintsIsRead() throws Exception {
        HostFile table = read("""
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
        HostFile table =
                read("10.9.0.1 dev eth0 lladdr 66:0a:ab:ff:cc:d7 ref 1 used 0/0/0probes 4 STALE \n10.9.0.2 dev eth0 "
                        + " used 20/60/17probes 6 FAILED\n");

        assertEntry(table, "10.9.0.1", MAC, "eth0", "STALE");
        assertEntry(table, "10.9.0.2", null, "eth0", "FAILED");
    }

    @Test
    void whatIpJNeighPrintsIsRead() throws Exception {
        HostFile table = read("# collected "
                + "2026-11-22T07:30:00Z\n[{\"dst\":\"10.9.0.1\",\"dev\":\"eth0\","
                + "\"lladdr\":\"66:0a:ab:ff:cc:d7\",\"state\":[\"REACHABLE\"]},"
                + "{\"dst\":\"10.9.0.2\",\"dev\":\"eth0\",\"state\":[\"FAILED\"]}]\n");

        assertEntry(table, "10.9.0.1", MAC, "eth0", "REACHABLE");
        assertEntry(table, "10.9.0.2", null, "eth0", "FAILED");
    }

    @Test
    void whatStandsInProcNetArpIsRead() throws Exception {
        HostFile table = read("""
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
        HostFile table = read("""
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
        HostFile table = read("10.9.0.1 dev eth0 lladdr 66:0a:ab:ff:cc:d7 STALE\nnonsense\n# collected yesterday\n");

        assertThat(table.neighbours().entry("10.9.0.1")).isNotNull();
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

    @Test
    void whatIpNeighPrintsOfOneDeviceIsReadAndTheDeviceIsTakenFromTheFilesName() throws Exception {
        String text = "10.9.0.1 lladdr 66:0a:ab:ff:cc:d7 REACHABLE\n10.9.0.2 lladdr 66:0a:ab:ff:cc:d7 ref 1 used "
                + "0/0/0 probes 4 STALE\n10.9.0.7  FAILED\n";

        HostFile unnamed = read(text);
        HostFile named = read("neighbours-broker-1-ens5.txt", text);

        assertEntry(unnamed, "10.9.0.1", MAC, null, "REACHABLE");
        assertEntry(unnamed, "10.9.0.2", MAC, null, "STALE");
        assertEntry(unnamed, "10.9.0.7", null, null, "FAILED");
        assertEntry(named, "10.9.0.1", MAC, "ens5", "REACHABLE");
        assertThat(read("neighbours-bridge-1.txt", text).neighbours().entry("10.9.0.1").device)
                .isNull();
        assertThat(unnamed.problems()).isEmpty();
    }

    @Test
    void withNudAllTheHostsOwnAddressesAndGroupsAreNoNeighbours() throws Exception {
        HostFile table = read("""
                10.9.0.1 dev eth0 lladdr 66:0a:ab:ff:cc:d7 REACHABLE
                224.0.0.22 dev eth0 lladdr 01:00:5e:00:00:16 NOARP
                10.9.0.255 dev eth0 lladdr ff:ff:ff:ff:ff:ff NOARP
                10.9.0.9 dev lo lladdr 00:00:00:00:00:00 NOARP
                127.0.0.1 dev lo lladdr 00:00:00:00:00:00 NOARP
                ff02::2 dev eth0 lladdr 33:33:00:00:00:02 NOARP
                10.9.0.8 dev eth0 lladdr 66:0a:ab:ff:cc:d7 extern_learn NOARP
                """);

        assertThat(table.neighbours().entry("10.9.0.9")).isNull();
        assertThat(table.neighbours().entry("224.0.0.22")).isNull();
        assertThat(table.neighbours().entry("ff02::2")).isNull();
        assertThat(table.owns("10.9.0.9")).isTrue();
        assertEntry(table, "10.9.0.8", MAC, "eth0", "NOARP");
        assertThat(table.problems()).isEmpty();
    }

    @Test
    void whatArpNAndArpVPrintIsRead() throws Exception {
        HostFile table = read("""
                Address                  HWtype  HWaddress           Flags Mask            Iface
                10.9.0.1                 ether   66:0a:ab:ff:cc:d7   C                     eth0
                10.9.0.2                         (incomplete)                              eth0
                10.9.0.3                 ether   66:0a:ab:ff:cc:d7   CM                    eth1
                Entries: 3\tSkipped: 0\tFound: 3
                """);

        assertEntry(table, "10.9.0.1", MAC, "eth0", null);
        assertEntry(table, "10.9.0.2", null, "eth0", "INCOMPLETE");
        assertEntry(table, "10.9.0.3", MAC, "eth1", "PERMANENT");
        assertThat(table.problems()).isEmpty();
    }

    @Test
    void whatArpAPrintsWithNamesAndTheBusyboxAndTheBsdsIsRead() throws Exception {
        HostFile table = read("""
                producer-1.example.com (10.9.0.1) at 66:0a:ab:ff:cc:d7 [ether]  on eth0
                ? (10.9.0.2) at <incomplete>  on eth0
                gateway (10.9.0.3) at 66:0a:ab:ff:cc:d7 [ether] PERM on eth0
                ? (10.9.0.4) at 66:0a:ab:ff:cc:d7 on em0 expires in 1190 seconds [ethernet]
                ? (10.9.0.5) at (incomplete) on en0 ifscope [ethernet]
                ? (10.9.0.6) at 66:0a:ab:ff:cc:d7 on em0 permanent [ethernet]
                10.9.0.7 dev eth0 lladdr 66:0a:ab:ff:cc:d7 used 0/0/0 probes 1 REACHABLE
                """);

        assertEntry(table, "10.9.0.1", MAC, "eth0", null);
        assertEntry(table, "10.9.0.2", null, "eth0", "INCOMPLETE");
        assertEntry(table, "10.9.0.3", MAC, "eth0", "PERMANENT");
        assertEntry(table, "10.9.0.4", MAC, "em0", null);
        assertEntry(table, "10.9.0.5", null, "en0", "INCOMPLETE");
        assertEntry(table, "10.9.0.6", MAC, "em0", "PERMANENT");
        assertEntry(table, "10.9.0.7", MAC, "eth0", "REACHABLE");
        assertThat(table.problems()).isEmpty();
    }

    @Test
    void whatOpenBsdsArpAndMacOssNdpAndWindowssArpPrintIsRead() throws Exception {
        HostFile table = read("""
                Host                                 Ethernet Address    Netif Expire    Flags
                10.9.0.1                             66:0a:ab:ff:cc:d7    em0 19m46s
                10.9.0.2                             (incomplete)         em0 expired
                Neighbor                             Linklayer Address  Netif Expire    St Flgs Prbs
                fe80::1%en0                          66:a:ab:ff:cc:d7     en0 23h59m58s S  R
                Interface: 10.9.0.9 --- 0x3
                  Internet Address      Physical Address      Type
                  10.9.0.3              66-0a-ab-ff-cc-d7     dynamic
                  10.9.0.255            ff-ff-ff-ff-ff-ff     static
                """);

        assertEntry(table, "10.9.0.1", MAC, "em0", null);
        assertEntry(table, "10.9.0.2", null, "em0", "INCOMPLETE");
        assertEntry(table, "fe80::1", MAC, "en0", null);
        assertEntry(table, "10.9.0.3", MAC, null, null);
        assertThat(table.neighbours().entry("10.9.0.255")).isNull();
        assertThat(table.problems()).isEmpty();
    }

    @Test
    void oneAddressOnTwoDevicesIsContradictoryOnlyWhereTheHardwareAddressesDiffer() throws Exception {
        HostFile table = read("""
                10.9.0.1 dev eth0 lladdr 66:0a:ab:ff:cc:d7 STALE
                10.9.0.1 dev eth1 lladdr 66:0a:ab:ff:cc:d8 STALE
                10.9.0.2 dev eth0 lladdr 66:0a:ab:ff:cc:d7 STALE
                10.9.0.2 dev eth1 lladdr 66:0a:ab:ff:cc:d7 STALE
                10.9.0.3 dev eth0 FAILED
                10.9.0.3 dev eth1 lladdr 66:0a:ab:ff:cc:d7 STALE
                """);

        assertThat(table.neighbours().contradicting("10.9.0.1")).hasSize(2);
        assertThat(table.neighbours().contradicting("10.9.0.2")).isEmpty();
        assertThat(table.neighbours().contradicting("10.9.0.3")).isEmpty();
        assertEntry(table, "10.9.0.3", MAC, "eth1", "STALE");
    }

    private HostFile read(String text) throws Exception {
        return read("table.txt", text);
    }

    private HostFile read(String name, String text) throws Exception {
        return HostFileReader.read(Files.writeString(directory.resolve(name), text));
    }

    private static void assertEntry(HostFile table, String ip, String mac, String device, String state) {
        NeighbourTable.Entry entry = table.neighbours().entry(ip);
        assertThat(entry).as(ip).isNotNull();
        assertThat(entry.mac).as(ip).isEqualTo(mac);
        assertThat(entry.device).as(ip).isEqualTo(device);
        assertThat(entry.state).as(ip).isEqualTo(state);
    }
}
