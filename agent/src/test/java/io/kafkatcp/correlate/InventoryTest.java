package io.kafkatcp.correlate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkatcp.recordfile.BadInput;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryTest {

    @TempDir
    Path directory;

    @Test
    void whatAwsPrintsIsReadWithTheSecondaryAddressesAndTheSubnets() throws Exception {
        Inventory inventory = read("""
                {"NetworkInterfaces": [
                  {"MacAddress": "02:42:0A:00:00:01", "SubnetId": "subnet-1", "PrivateIpAddress": "10.0.0.1", "Attachment": {"InstanceId": "i-1"},
                   "PrivateIpAddresses": [{"Primary": true, "PrivateIpAddress": "10.0.0.1"}, {"Primary": false, "PrivateIpAddress": "10.0.0.9"}]},
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

    private Inventory read(String text) throws Exception {
        return Inventory.read(Files.writeString(directory.resolve("inventory"), text));
    }
}
