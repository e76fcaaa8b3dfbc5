package io.kafkatcp.correlate.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkatcp.recordfile.BadInput;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryTest {

    @TempDir
    Path directory;

    @Test
    void whatAwsPrintsIsReadWithTheSecondaryAddressesAndTheSubnets() throws Exception {
        Inventory inventory = read("""
                {"NetworkInterfaces": [
                  {"MacAddress": "02:42:0A:00:00:01", "SubnetId": "subnet-1", "PrivateIpAddress": "10.0.0.1",
                   "Attachment": {"InstanceId": "i-1"},
                   "PrivateIpAddresses": [{"Primary": true, "PrivateIpAddress": "10.0.0.1"},
                   {"Primary": false, "PrivateIpAddress": "10.0.0.9"}]},
                  {"PrivateIpAddress": "10.0.1.1", "MacAddress": "02:42:0a:00:00:02", "SubnetId": "subnet-2"}]}
                """);

        assertThat(inventory.mac("10.0.0.1")).isEqualTo("02:42:0a:00:00:01");
        assertThat(inventory.mac("10.0.0.9")).isEqualTo("02:42:0a:00:00:01");
        assertThat(inventory.mac("10.0.1.1")).isEqualTo("02:42:0a:00:00:02");
        assertThat(inventory.apart("10.0.0.9", "10.0.1.1")).isTrue();
        assertThat(inventory.apart("10.0.0.1", "10.0.0.9")).isFalse();
        assertThat(inventory.apart("10.0.0.1", "10.0.9.9")).as("not known").isFalse();
    }

    @Test
    void linesOfIpAndMacAreRead() throws Exception {
        Inventory inventory = read("ip,mac\n10.0.0.1,02:42:0a:0:0:1\n\"10.0.0.2\", 02-42-0a-00-00-02\nnonsense\n");

        assertThat(inventory.mac("10.0.0.1")).isEqualTo("02:42:0a:00:00:01");
        assertThat(inventory.mac("10.0.0.2")).isEqualTo("02:42:0a:00:00:02");
        assertThat(inventory.problems()).singleElement().asString().endsWith("line 4: no ip,mac");
    }

    @Test
    void aFileWithoutAnyAddressSaysWhatWasExpected() {
        assertThatThrownBy(() -> read("hello\n")).isInstanceOf(BadInput.class).hasMessageContaining("lines of ip,mac");
    }

    @Test
    void tablesWithoutAddressesAreNamedWithTheCommandThatPrintsThem() {
        assertThatThrownBy(() -> read(
                        "NAME       READY   STATUS    RESTARTS   AGE\norders-0   1/1     Running   0          5d\n"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("is a table of pods without addresses: kubectl get pods -o wide; expected is");
        assertThatThrownBy(() -> read("Location    MacAddress         Name    Primary    ProvisioningState\n"
                        + "----------  -----------------  ------  ---------  -----------------\n"
                        + "westeurope  00-0D-3A-00-00-01  nic-1   True       Succeeded\n"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("is a table of interfaces without addresses: az network nic list -o json");
    }

    @Test
    void aQueryMayGiveTheAnswerAnyShape() throws Exception {
        for (String text : List.of(
                "[[\"10.0.0.1\",\"02:42:0a:00:00:01\"]]",
                "[[\"02:42:0a:00:00:01\",[\"10.0.0.1\",\"10.0.0.9\"]]]",
                "[{\"ip\":\"10.0.0.1\",\"mac\":\"02:42:0a:00:00:01\",\"public\":\"54.1.1.1\"}]",
                "[{\"m\":\"02:42:0a:00:00:01\",\"ips\":[\"10.0.0.1\"]}]",
                "[\"10.0.0.1\",\"02:42:0a:00:00:01\",\"10.0.0.2\",\"02:42:0a:00:00:02\"]",
                "{\"MacAddress\":\"02:42:0a:00:00:01\",\"PrivateIpAddress\":\"10.0.0.1\"}",
                "{\"Reservations\":[{\"Instances\":[{\"InstanceId\":\"i-1\",\"PrivateIpAddress\":\"10.0.0.1\","
                        + "\"NetworkInterfaces\":"
                        + "[{\"MacAddress\":\"02:42:0a:00:00:01\",\"PrivateIpAddress\":\"10.0.0.1\"}]}]}]}",
                "{\"NetworkInterfaces\":[]}{\"NetworkInterfaces\":[{\"MacAddress\":\"02:42:0a:00:00:01\","
                        + "\"PrivateIpAddress\":\"10.0.0.1\"}]}")) {
            Inventory inventory = read(text);
            assertThat(inventory.mac("10.0.0.1")).as(text).isEqualTo("02:42:0a:00:00:01");
            assertThat(inventory.owners("54.1.1.1")).as(text).isEmpty();
        }
    }

    @Test
    void prefixesOfBothKindsBelongToTheirInterface() throws Exception {
        Inventory inventory = read("""
                [{"NetworkInterfaceId": "eni-1", "MacAddress": "02:42:0a:00:00:01", "PrivateIpAddress": "10.0.1.5",
                  "Ipv4Prefixes": [{"Ipv4Prefix": "10.0.1.16/28"}], "Ipv6Prefixes": [{"Ipv6Prefix": "2600:1f13::/80"}]}]
                """);

        assertThat(inventory.mac("10.0.1.20")).isEqualTo("02:42:0a:00:00:01");
        assertThat(inventory.mac("2600:1f13:0:0:0:0:0:7")).isEqualTo("02:42:0a:00:00:01");
        assertThat(inventory.owners("10.0.1.32")).isEmpty();
    }

    @Test
    void whatAwsPrintsAsTextIsReadInEachOfItsForms() throws Exception {
        Inventory whole = read("NETWORKINTERFACES\teu-1a\t\tinterface\t02:42:0a:00:00:01\teni-1\t123456789012\t"
                + "ip-10-0-0-1.internal\t10.0.0.1\tFalse\tTrue\tin-use\tsubnet-1\tvpc-1\n"
                + "ASSOCIATION\tamazon\tec2.amazonaws.com\t54.1.1.1\n"
                + "IPV4PREFIXES\t10.0.1.16/28\nPRIVATEIPADDRESSES\tTrue\tip-10-0-0-1.internal\t10.0.0.1\n"
                + "PRIVATEIPADDRESSES\tFalse\tip-10-0-0-9.internal\t10.0.0.9\n"
                + "NETWORKINTERFACES\teu-1a\t\tinterface\t02:42:0a:00:00:02\teni-2\t123456789012\t10.0.0.2\tvpc-1\n");

        assertThat(whole.mac("10.0.0.1")).isEqualTo("02:42:0a:00:00:01");
        assertThat(whole.mac("10.0.0.9")).isEqualTo("02:42:0a:00:00:01");
        assertThat(whole.mac("10.0.1.20")).isEqualTo("02:42:0a:00:00:01");
        assertThat(whole.mac("10.0.0.2")).isEqualTo("02:42:0a:00:00:02");
        assertThat(whole.owners("54.1.1.1")).isEmpty();
        assertThat(whole.owners("10.0.0.1").get(0).describe()).isEqualTo("eni-1 in vpc-1");
        assertThat(whole.problems()).isEmpty();
        assertThat(read("02:42:0a:00:00:01\teni-1\n10.0.0.1\n10.0.0.9\n").mac("10.0.0.9"))
                .isEqualTo("02:42:0a:00:00:01");
        assertThat(read("eni-1\t02:42:0a:00:00:01\t10.0.0.1\n").mac("10.0.0.1")).isEqualTo("02:42:0a:00:00:01");
        assertThat(read("""
                        --------------------------------------
                        |      DescribeNetworkInterfaces     |
                        +-----------+------------------------+
                        |  10.0.0.1 |  02:42:0a:00:00:01     |
                        +-----------+------------------------+
                        """).mac("10.0.0.1")).isEqualTo("02:42:0a:00:00:01");
    }

    @Test
    void aLineWithoutAHardwareAddressTakesNobodyElses() throws Exception {
        Inventory inventory = read("ip,mac\n10.0.0.1,02:42:0a:00:00:01\n10.0.0.2,\n10.0.0.3\n");

        assertThat(inventory.owners("10.0.0.2")).isEmpty();
        assertThat(inventory.owners("10.0.0.3")).isEmpty();
        assertThat(inventory.problems()).hasSize(2);
    }

    @Test
    void whatAzurePrintsIsReadWithoutItsDnsServers() throws Exception {
        Inventory inventory = read("""
                [{"name": "vm-1-nic", "macAddress": "00-0D-3A-00-00-01", "dnsSettings": {"dnsServers": ["10.0.0.250"]},
                  "id": "/subscriptions/sub-1/resourceGroups/rg/\
                providers/Microsoft.Network/networkInterfaces/vm-1-nic",
                  "ipConfigurations": [{"name": "ipconfig1", "privateIPAddress": "10.0.0.4", "subnet": {"id":
                   "/subscriptions/sub-1/resourceGroups/rg/\
                providers/Microsoft.Network/virtualNetworks/net-1/subnets/default"}},
                   {"privateIpAddress": "10.0.0.16", "privateIPAddressPrefixLength": 28}]},
                 {"name": "unused", "macAddress": null, "ipConfigurations": [{"privateIPAddress": "10.0.0.5"}]}]
                """);

        assertThat(inventory.mac("10.0.0.4")).isEqualTo("00:0d:3a:00:00:01");
        assertThat(inventory.mac("10.0.0.20")).isEqualTo("00:0d:3a:00:00:01");
        assertThat(inventory.owners("10.0.0.250")).isEmpty();
        assertThat(inventory.owners("10.0.0.4").get(0).describe()).isEqualTo("vm-1-nic in net-1 of sub-1");
        assertThat(inventory.doubt("10.0.0.5")).contains("unused").contains("no MAC");
    }

    @Test
    void whatGooglePrintsNamesOwnersAndProvesNothing() throws Exception {
        Inventory inventory = read("""
                [{"name": "orders-1", "zone": "https://www.googleapis.com/compute/v1/projects/shop/zones/z-1",
                  "networkInterfaces": [{"name": "nic0", "networkIP": "10.128.0.2",
                   "network": "https://www.googleapis.com/compute/v1/projects/shop/global/networks/default",
                   "accessConfigs": [{"natIP": "34.1.1.1"}], "aliasIpRanges": [{"ipCidrRange": "10.4.0.0/24"}]}]}]
                """);

        assertThat(inventory.owners("10.128.0.2").get(0).describe()).isEqualTo("orders-1 nic0 in default of shop");
        assertThat(inventory.mac("10.128.0.2")).isNull();
        assertThat(inventory.doubt("10.4.0.7")).contains("orders-1 nic0").contains("no MAC");
        assertThat(inventory.owners("34.1.1.1")).isEmpty();
    }

    @Test
    void theSameInterfaceInTwoFilesIsOneOwnerAndTwoInterfacesAreTwo() throws Exception {
        Path one = Files.writeString(
                directory.resolve("one.csv"), "ip,mac,vpc,account\n10.0.0.1,02:42:0a:00:00:01,vpc-1,111122223333\n");
        Path same = Files.writeString(directory.resolve("same.csv"), "mac;address\n02-42-0A-00-00-01;10.0.0.1\n");
        Path other = Files.writeString(
                directory.resolve("other.csv"), "ip,mac,vpc,account\n10.0.0.1,02:42:0a:00:00:02,vpc-1,444455556666\n");

        assertThat(Inventory.read(List.of(one, same)).mac("10.0.0.1")).isEqualTo("02:42:0a:00:00:01");
        Inventory both = Inventory.read(List.of(one, other));
        assertThat(both.mac("10.0.0.1")).isNull();
        assertThat(both.doubt("10.0.0.1"))
                .contains("ambiguous")
                .contains("02:42:0a:00:00:01 in vpc-1 of 111122223333, " + one + ":2")
                .contains("02:42:0a:00:00:02 in vpc-1 of 444455556666, " + other + ":2");
    }

    /**
     * Networks stand beside addresses in most inventories: an interface that had a whole one would accuse all of it.
     */
    @Test
    void anAddressWithTheLengthOfItsNetworkIsOneAddressAndANetworkIsNobodys() throws Exception {
        for (String text : List.of(
                "10.0.0.3/24,02:42:0a:00:00:03\n",
                "ip,mac,subnet\n10.0.0.3/24,02:42:0a:00:00:03,10.0.0.0/24\n",
                "mac,ip,cidr,gateway\n02:42:0a:00:00:03,10.0.0.3,10.0.0.0/28,10.0.0.1\n",
                "10.0.0.3/32 10.0.0.0/24 02:42:0a:00:00:03\n",
                "[{\"mac\":\"02:42:0a:00:00:03\",\"ip\":\"10.0.0.3/24\",\"cidr\":\"10.0.0.0/24\"}]",
                "[{\"mac\":\"02:42:0a:00:00:03\",\"ip\":\"10.0.0.3\",\"subnetCidr\":\"10.0.0.0/28\"}]",
                "[[\"02:42:0a:00:00:03\",\"10.0.0.3\",\"10.0.0.0/24\"]]",
                "[{\"ifname\":\"eth0\",\"address\":\"02:42:0a:00:00:03\","
                        + "\"broadcast\":\"ff:ff:ff:ff:ff:ff\",\"addr_info\":"
                        + "[{\"local\":\"10.0.0.3\",\"prefixlen\":24,\"broadcast\":\"10.0.0.255\"}]}]")) {
            Inventory inventory = read(text);
            assertThat(inventory.mac("10.0.0.3")).as(text).isEqualTo("02:42:0a:00:00:03");
            assertThat(inventory.owners("10.0.0.4")).as(text).isEmpty();
            assertThat(inventory.owners("10.0.0.255")).as(text).isEmpty();
        }
        assertThat(read("[[\"02:42:0a:00:00:03\",[\"10.0.0.3\"],[\"10.0.1.16/28\"]]]")
                        .mac("10.0.1.20"))
                .as("what AWS delegates")
                .isEqualTo("02:42:0a:00:00:03");
    }

    @Test
    void severalAddressesInOneCellOrTextAreAllRead() throws Exception {
        for (String text : List.of(
                "mac,ips\n02:42:0a:00:00:01,\"10.0.0.1; 10.0.0.2\"\n",
                "mac;ips\n02:42:0a:00:00:01;\"10.0.0.1,10.0.0.2\"\n",
                "[{\"name\":\"vm\",\"macAddresses\":\"02-42-0A-00-00-01\",\"privateIps\":\"10.0.0.1,10.0.0.2\","
                        + "\"publicIps\":\"54.1.1.1\"}]",
                "{\"10.0.0.1\":\"02:42:0a:00:00:01\",\"10.0.0.2\":\"02:42:0a:00:00:01\"}",
                "{\"02:42:0a:00:00:01\":[\"10.0.0.1\",\"10.0.0.2\"]}",
                "{\"Results\":[\"{\\\"macAddress\\\":\\\"02:42:0a:00:00:01\\\","
                        + "\\\"ips\\\":[\\\"10.0.0.1\\\",\\\"10.0.0.2\\\"]}\"]}",
                "02:42:0a:00:00:01\nPRIVATEIPADDRESSES\t10.0.0.1\nPRIVATEIPADDRESSES\t10.0.0.2\n",
                "| ID | MAC Address       | Fixed IP Addresses                                   |\n"
                        + "| p1 | 02:42:0a:00:00:01 | ip_address='10.0.0.1', subnet_id='s1'\\n"
                        + "ip_address='10.0.0.2' |\n")) {
            Inventory inventory = read(text);
            assertThat(inventory.mac("10.0.0.1")).as(text).isEqualTo("02:42:0a:00:00:01");
            assertThat(inventory.mac("10.0.0.2")).as(text).isEqualTo("02:42:0a:00:00:01");
            assertThat(inventory.owners("54.1.1.1")).as(text).isEmpty();
        }
    }

    @Test
    void aHardwareAddressWithoutSignsIsReadAndAnAccountsNumberIsNone() throws Exception {
        assertThat(read("{\"macAddress\":\"000D3A000001\",\"ipv4\":{\"ipAddress\":[{\"privateIpAddress\":\"10.0.0.4\","
                                + "\"publicIpAddress\":\"54.1.1.1\"}],"
                                + "\"subnet\":[{\"address\":\"10.0.0.0\",\"prefix\":\"24\"}]}}")
                        .mac("10.0.0.4"))
                .isEqualTo("00:0d:3a:00:00:01");
        assertThat(read("10.0.0.2,02420a000002\n10.0.0.3,0242.0a00.0003\n").mac("10.0.0.2"))
                .isEqualTo("02:42:0a:00:00:02");
        assertThat(read("10.0.0.1,02:42:0a:00:00:01,123456789012\n").mac("10.0.0.1"))
                .isEqualTo("02:42:0a:00:00:01");
        assertThat(read("[{\"OwnerId\":\"123456789012\",\"MacAddress\":\"02:42:0a:00:00:01\",\"PrivateIpAddress\":"
                                + "\"10.0.0.1\"}]")
                        .mac("10.0.0.1"))
                .isEqualTo("02:42:0a:00:00:01");
    }

    @Test
    void yamlAndTheTablesOfTheCloudsCommandLinesAreRead() throws Exception {
        String yaml = """
                NetworkInterfaces:
                - Association:
                    PublicIp: 54.1.1.1
                  MacAddress: 02:42:0a:00:00:01
                  NetworkInterfaceId: eni-1
                  PrivateIpAddress: 10.0.0.1
                  PrivateIpAddresses:
                  - Association:
                      PublicIp: 54.1.1.1
                    Primary: true
                    PrivateIpAddress: 10.0.0.1
                  - Primary: false
                    PrivateIpAddress: '10.0.0.2'
                  SubnetId: subnet-1
                  VpcId: vpc-1
                - MacAddress: "02:42:0a:00:00:02"
                  PrivateIpAddress: 10.0.0.3
                """;
        String table = """
                ---------------------------------------------------------------
                |                 DescribeNetworkInterfaces                   |
                +-------------------------------------------------------------+
                ||                     NetworkInterfaces                     ||
                |+---------------------+-------------------------------------+|
                ||  MacAddress         |  02:42:0a:00:00:01                  ||
                ||  NetworkInterfaceId |  eni-1                              ||
                ||  PrivateIpAddress   |  10.0.0.1                           ||
                ||  VpcId              |  vpc-1                              ||
                |+---------------------+-------------------------------------+|
                |||                       Association                       |||
                ||+--------------------+------------------------------------+||
                |||  PublicIp          |  54.1.1.1                          |||
                ||+--------------------+------------------------------------+||
                |||                   PrivateIpAddresses                    |||
                ||+----------+-------------------+--------------------------+||
                ||| Primary  |  PrivateDnsName   |  PrivateIpAddress        |||
                ||+----------+-------------------+--------------------------+||
                |||  True    |  ip-10-0-0-1      |  10.0.0.1                |||
                |||  False   |  ip-10-0-0-2      |  10.0.0.2                |||
                ||+----------+-------------------+--------------------------+||
                ||                     NetworkInterfaces                     ||
                |+---------------------+-------------------------------------+|
                ||  MacAddress         |  02:42:0a:00:00:02                  ||
                ||  PrivateIpAddress   |  10.0.0.3                           ||
                """;
        for (String text : List.of(yaml, "---\n" + yaml, table)) {
            Inventory inventory = read(text);
            assertThat(inventory.mac("10.0.0.1")).as(text).isEqualTo("02:42:0a:00:00:01");
            assertThat(inventory.mac("10.0.0.2")).as(text).isEqualTo("02:42:0a:00:00:01");
            assertThat(inventory.mac("10.0.0.3")).as(text).isEqualTo("02:42:0a:00:00:02");
            assertThat(inventory.owners("54.1.1.1")).as(text).isEmpty();
            assertThat(inventory.owners("10.0.0.1").get(0).describe()).isEqualTo("eni-1 in vpc-1");
            assertThat(inventory.problems()).isEmpty();
        }
    }

    @Test
    void googlesTableNamesOwnersAndProvesNothing() throws Exception {
        for (String text : List.of(
                "NAME      ZONE  MACHINE_TYPE  PREEMPTIBLE  INTERNAL_IP  EXTERNAL_IP  STATUS\n"
                        + "orders-1  e-b   n1-standard-1              10.128.0.2   34.1.1.1     RUNNING\n"
                        + "orders-2  e-b   n1-standard-1              10.128.0.3                RUNNING\n",
                "name,internal_ip\norders-1,10.128.0.2\norders-2,10.128.0.3\n")) {
            Inventory inventory = read(text);
            assertThat(inventory.doubt("10.128.0.2"))
                    .as(text)
                    .contains("orders-1")
                    .contains("no MAC");
            assertThat(inventory.owners("10.128.0.3")).as(text).hasSize(1);
            assertThat(inventory.owners("34.1.1.1")).as(text).isEmpty();
        }
    }

    @Test
    void aCompressedInventoryIsReadAndOneThatIsCutOffIsNot() throws Exception {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write("ip,mac\n10.0.0.1,02:42:0a:00:00:01\n".getBytes(StandardCharsets.UTF_8));
        }
        Path file = Files.write(directory.resolve("inventory.gz"), compressed.toByteArray());

        assertThat(Inventory.read(List.of(file)).mac("10.0.0.1")).isEqualTo("02:42:0a:00:00:01");
        assertThatThrownBy(() -> read("[{\"MacAddress\":\"02:42:0a:00:00:01\",\"PrivateIpAddress\":\"10.0.0.1\"},{\"M"))
                .as("an owner that is missing would hide that an address is ambiguous")
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("cannot be read as JSON")
                .hasMessageNotContaining("REDACTED");
    }

    @Test
    void whatIsNestedOrQuotedTenThousandfoldIsReadInAnOrdinaryStack() {
        for (String text : List.of(
                "- ".repeat(10_000) + "a: 1\n",
                "a:\n" + "  - - -\n".repeat(10_000),
                "\"a\",".repeat(50_000) + "\n",
                "|" + "\"|".repeat(50_000) + "\n",
                "--\n" + "| MacAddress ".repeat(20_000) + "\n")) {
            assertThatThrownBy(() -> read(text)).isInstanceOf(BadInput.class);
        }
    }

    @Test
    void anInventoryThatPowerShellSavedIsRead() throws Exception {
        Path file = Files.write(
                directory.resolve("utf16.json"),
                "\uFEFF[[\"10.0.0.1\",\"02:42:0a:00:00:01\"]]".getBytes(StandardCharsets.UTF_16LE));

        assertThat(Inventory.read(List.of(file)).mac("10.0.0.1")).isEqualTo("02:42:0a:00:00:01");
    }

    private Inventory read(String text) throws Exception {
        return Inventory.read(List.of(Files.writeString(directory.resolve("inventory"), text)));
    }
}
