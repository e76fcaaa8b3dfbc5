package io.kafkatcp.correlate.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkatcp.recordfile.BadInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Neighbour tables of hosts and routers of many makes: the address, what it is at, and the device that a remedy names.
 */
class NeighbourFormsTest {

    private static final String MAC = "66:0a:ab:ff:cc:d7";
    private static final List<String> ADDRESSES =
            List.of("10.9.0.1", "10.9.0.2", "10.9.0.3", "fe80:0:0:0:0:0:0:1", "2001:db8:0:0:0:0:0:2");

    @TempDir
    Path directory;

    @TestFactory
    Stream<DynamicTest> theTableOfEachMakeIsRead() {
        Map<String, String[]> forms = new LinkedHashMap<>();
        put(forms, "ip -br neigh", """
                10.9.0.1                                v0               66:0a:ab:ff:cc:d7
                10.9.0.2                                v0
                """, "10.9.0.1 " + MAC + " v0 null", "10.9.0.2 null v0 INCOMPLETE");
        put(forms, "ip monitor neigh", """
                [2026-11-22T07:20:00.123456] [NEIGH]10.9.0.1 dev eth0 lladdr 66:0a:ab:ff:cc:d7 REACHABLE
                """, "10.9.0.1 " + MAC + " eth0 REACHABLE");
        put(forms, "with a time before each line", """
                2026-11-22T07:20:00Z 10.9.0.1 dev eth0 lladdr 66:0a:ab:ff:cc:d7 STALE
                """, "10.9.0.1 " + MAC + " eth0 STALE");
        put(forms, "macOS' arp -l", """
                Neighbor                Linklayer Address Expire(O) Expire(I)    Netif Refs Prbs
                10.9.0.1                66:a:ab:ff:cc:d7  19m12s    19m12s         en0    1
                10.9.0.2                (incomplete)      expired   (none)         en0    1
                """, "10.9.0.1 " + MAC + " en0 null", "10.9.0.2 null en0 INCOMPLETE");
        put(forms, "Solaris' arp -an", """
                Net to Media Table: IPv4
                Device   IP Address               Mask      Flags      Phys Addr
                ------ -------------------- --------------- -------- ---------------
                net0   10.9.0.1             255.255.255.255          66:0a:ab:ff:cc:d7
                net0   224.0.0.0            240.0.0.0       SM       01:00:5e:00:00:00
                """, "10.9.0.1 " + MAC + " net0 null");
        put(forms, "Windows' arp -a in German", """
                Schnittstelle: 10.9.0.9 --- 0xb
                  Internetadresse       Physische Adresse     Typ
                  10.9.0.1              66-0a-ab-ff-cc-d7     dynamisch
                """, "10.9.0.1 " + MAC + " null null");
        put(
                forms,
                "Get-NetNeighbor",
                """
                ifIndex IPAddress                                          LinkLayerAddress      State       PolicyStore
                ------- ---------                                          ----------------      -----       -----------
                11      10.9.0.1                                           66-0A-AB-FF-CC-D7     Reachable   ActiveStore
                11      10.9.0.2                                           00-00-00-00-00-00     Unreachable ActiveStore
                11      fe80::1                                            66-0A-AB-FF-CC-D7     Stale       ActiveStore
                """,
                "10.9.0.1 " + MAC + " null REACHABLE",
                "10.9.0.2 null null FAILED",
                "fe80:0:0:0:0:0:0:1 " + MAC + " null STALE");
        put(
                forms,
                "netsh",
                """
                Internet Address                              Physical Address   Type
                --------------------------------------------  -----------------  -----------
                10.9.0.1                                      66-0a-ab-ff-cc-d7  Stale
                10.9.0.2                                      Unreachable        Unreachable
                fe80::1                                       66-0a-ab-ff-cc-d7  Reachable (Router)
                """,
                "10.9.0.1 " + MAC + " null STALE",
                "10.9.0.2 null null FAILED",
                "fe80:0:0:0:0:0:0:1 " + MAC + " null REACHABLE");
        put(forms, "Cisco IOS", """
                Router#show ip arp
                Protocol  Address          Age (min)  Hardware Addr   Type   Interface
                Internet  10.9.0.1                5   660a.abff.ccd7  ARPA   GigabitEthernet0/1
                Internet  10.9.0.2                0   Incomplete      ARPA
                """, "10.9.0.1 " + MAC + " GigabitEthernet0/1 null", "10.9.0.2 null null INCOMPLETE");
        put(
                forms,
                "Cisco IOS, IPv6",
                """
                IPv6 Address                              Age Link-layer Addr State Interface
                FE80::1                                     0 660a.abff.ccd7  REACH Gi0/1
                2001:DB8::2                                10 -               INCMP Gi0/1
                """,
                "fe80:0:0:0:0:0:0:1 " + MAC + " Gi0/1 REACHABLE",
                "2001:db8:0:0:0:0:0:2 null Gi0/1 INCOMPLETE");
        put(
                forms,
                "NX-OS",
                """
                Flags: * - Adjacencies learnt on non-active FHRP router
                IP ARP Table for context default
                Total number of entries: 3
                Address         Age       MAC Address     Interface       Flags
                10.9.0.1        00:12:34  660a.abff.ccd7  Ethernet1/1
                10.9.0.2        00:00:04  INCOMPLETE      Vlan10
                10.9.0.3        -         660a.abff.ccd7  Vlan10          *
                """,
                "10.9.0.1 " + MAC + " Ethernet1/1 null",
                "10.9.0.2 null Vlan10 INCOMPLETE",
                "10.9.0.3 " + MAC + " Vlan10 null");
        put(
                forms,
                "IOS-XR",
                """
                0/0/CPU0
                Address         Age        Hardware Addr   State      Type  Interface
                10.9.0.1        00:07:15   660a.abff.ccd7  Dynamic    ARPA  GigabitEthernet0/0/0/1
                10.9.0.3        00:00:02   0000.0000.0000  Incomplete ARPA  GigabitEthernet0/0/0/1
                """,
                "10.9.0.1 " + MAC + " GigabitEthernet0/0/0/1 null",
                "10.9.0.3 null GigabitEthernet0/0/0/1 INCOMPLETE");
        put(forms, "Junos", """
                MAC Address       Address         Interface                Flags
                66:0a:ab:ff:cc:d7 10.9.0.1        ge-0/0/1.0               none
                66:0a:ab:ff:cc:d7 10.9.0.2        irb.10 [ge-0/0/2.0]      permanent remote
                Total entries: 2
                """, "10.9.0.1 " + MAC + " ge-0/0/1.0 null", "10.9.0.2 " + MAC + " irb.10 PERMANENT");
        put(
                forms,
                "Junos with names, and IPv6",
                """
                MAC Address       Address         Name                      Interface               Flags
                66:0a:ab:ff:cc:d7 10.9.0.1        broker-1.example.com      ge-0/0/1.0              none
                IPv6 Address                  Linklayer Address  State       Exp   Rtr  Secure  Interface
                fe80::1                       66:0a:ab:ff:cc:d7  reachable   12    yes  no      ge-0/0/1.0
                """,
                "10.9.0.1 " + MAC + " ge-0/0/1.0 null",
                "fe80:0:0:0:0:0:0:1 " + MAC + " ge-0/0/1.0 REACHABLE");
        put(forms, "Arista EOS", """
                Address         Age (sec)  Hardware Addr   Interface
                10.9.0.1          0:00:33  660a.abff.ccd7  Ethernet1
                10.9.0.2              N/A  660a.abff.ccd7  Vlan10, Port-Channel1
                """, "10.9.0.1 " + MAC + " Ethernet1 null", "10.9.0.2 " + MAC + " Vlan10 null");
        put(forms, "PAN-OS", """
                maximum of entries supported :      2500
                interface         ip address      hw address        port              status   ttl
                --------------------------------------------------------------------------------
                ethernet1/1       10.9.0.1        66:0a:ab:ff:cc:d7 ethernet1/1         c      1000
                ethernet1/1       10.9.0.2        (incomplete)      ethernet1/1         i      1
                """, "10.9.0.1 " + MAC + " ethernet1/1 null", "10.9.0.2 null ethernet1/1 INCOMPLETE");
        put(forms, "FortiGate", """
                Address           Age(min)   Hardware Addr      Interface
                10.9.0.1          0          66:0a:ab:ff:cc:d7  port1
                10.9.0.2          2          00:00:00:00:00:00  port1
                """, "10.9.0.1 " + MAC + " port1 null", "10.9.0.2 null port1 INCOMPLETE");
        put(forms, "MikroTik", """
                Flags: X - disabled, I - invalid, H - DHCP, D - dynamic, P - published, C - complete
                 #    ADDRESS         MAC-ADDRESS       INTERFACE
                 0 DC 10.9.0.1        66:0A:AB:FF:CC:D7 ether1
                """, "10.9.0.1 " + MAC + " ether1 null");
        put(forms, "VyOS", """
                Address    Interface    Link layer address    State
                ---------  -----------  --------------------  ---------
                10.9.0.1   eth0         66:0a:ab:ff:cc:d7     REACHABLE
                10.9.0.2   eth0                               FAILED
                """, "10.9.0.1 " + MAC + " eth0 REACHABLE", "10.9.0.2 null eth0 FAILED");
        put(forms, "Nokia SR OS", """
                IP Address      MAC Address       Expiry    Type   Interface
                10.9.0.1        66:0a:ab:ff:cc:d7 03h59m58s Dyn[I] to-broker
                """, "10.9.0.1 " + MAC + " to-broker null");
        put(forms, "Huawei", """
                IP ADDRESS      MAC ADDRESS     EXPIRE(M) TYPE        INTERFACE   VPN-INSTANCE
                10.9.0.1        660a-abff-ccd7  20        D-0         GE0/0/1
                """, "10.9.0.1 " + MAC + " GE0/0/1 null");
        put(forms, "HP", """
                 IP Address       MAC Address       Type    Port
                 10.9.0.1         660aab-ffccd7     dynamic 12
                """, "10.9.0.1 " + MAC + " null null");
        put(forms, "macOS' netstat -rn", """
                Destination        Gateway            Flags        Netif Expire
                default            10.9.0.254         UGSc           en0
                10.9.0.1           66:a:ab:ff:cc:d7   UHLWIir        en0   1178
                """, "10.9.0.1 " + MAC + " en0 null");
        return forms.entrySet().stream()
                .map(form -> DynamicTest.dynamicTest(form.getKey(), () -> {
                    HostFile file = read(form.getValue()[0]);
                    assertThat(ADDRESSES.stream()
                                    .map(ip -> file.neighbours().entry(ip))
                                    .filter(entry -> entry != null)
                                    .map(entry -> entry.ip + " " + entry.mac + " " + entry.device + " " + entry.state))
                            .containsExactlyElementsOf(List.of(form.getValue()).subList(1, form.getValue().length));
                }));
    }

    private static void put(Map<String, String[]> forms, String name, String text, String... entries) {
        forms.put(name, Stream.concat(Stream.of(text), Stream.of(entries)).toArray(String[]::new));
    }

    @Test
    void whatOnlyLooksLikeALineOfOneIsNone() {
        for (String text : List.of(
                "10.9.0.1 broker-1\n",
                "[a] ".repeat(50_000) + "10.9.0.1\n",
                "broker-1: 10.9.0.1 dev eth0 lladdr 66:0a:ab:ff:cc:d7 REACHABLE\n",
                "[NEIGH]Deleted 10.9.0.1 dev eth0 lladdr 66:0a:ab:ff:cc:d7 STALE\n",
                "root@broker-1:~# ip neigh replace 10.9.0.1 lladdr 66:0a:ab:ff:cc:d7 dev eth0\n",
                "0.0.0.0         10.9.0.1        0.0.0.0         UG        0 0          0 eth0\n")) {
            assertThatThrownBy(() -> read(text)).as(text).isInstanceOf(BadInput.class);
        }
    }

    @Test
    void aNameInPlaceOfAnAddressIsSaidWithWhatHelps() throws Exception {
        HostFile table = read("""
                Address                  HWtype  HWaddress           Flags Mask            Iface
                producer-1.example.com   ether   66:0a:ab:ff:cc:d7   C                     eth0
                10.9.0.3                 ether   66:0a:ab:ff:cc:d7   C                     eth0
                """);

        assertThat(table.problems())
                .singleElement()
                .asString()
                .contains("line 2")
                .contains("arp -n");
    }

    @Test
    void jsonThatIsCutOffIsUsedAsFarAsItGoes() throws Exception {
        HostFile table = read("[{\"dst\":\"10.9.0.1\",\"dev\":\"eth0\",\"lladdr\":\"" + MAC
                + "\",\"state\":[\"REACHABLE\"]},{\"dst\":\"10.9.0.2\",\"de\n");

        assertThat(table.neighbours().entry("10.9.0.1").mac).isEqualTo(MAC);
        assertThat(table.problems().stream().collect(Collectors.joining()))
                .contains("cut off or broken")
                .doesNotContain("REDACTED");
    }

    private HostFile read(String text) throws Exception {
        return HostFileReader.read(Files.writeString(directory.resolve("table.txt"), text));
    }
}
