package io.kafkatcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Inventories in the shapes that people have: whose an address is, or that nobody can say. */
class CorrelateInventoryTest extends CorrelateFixture {

    @Test
    void aPodsAddressIsFoundInThePrefixOfItsInterface() throws Exception {
        podFails();
        String inventory = "{\"NetworkInterfaces\":["
                + ofInterface("20", "10.0.1.5", "a", ",\"Ipv4Prefixes\":[{\"Ipv4Prefix\":\"10.0.1.16/28\"}]") + "]}";

        assertThat(correlate("--neighbours", "10.0.1.101=" + podTable(), "--inventory", json(inventory)))
                .containsEntry("host-1 10.0.1.101:9092", "stale_arp");
        assertThat(reason("host-1 10.0.1.101:9092")).contains("the inventory says 02:00:00:00:00:20 (eni-20");
    }

    @Test
    void theSameAddressInTwoNetworksIsAmbiguousAndBothOwnersAreNamed() throws Exception {
        podFails();
        String one = ofInterface("99", "10.0.1.20", "a", "");
        String other = ofInterface("55", "10.0.1.20", "b", "");
        Path first = file("first.json", "[" + one + "]");
        Path second = file("second.json", "[" + other + "]");

        for (List<String> inventories : List.of(
                List.of("--inventory", json("{\"NetworkInterfaces\":[" + one + "," + other + "]}")),
                List.of("--inventory", json("{\"NetworkInterfaces\":[" + other + "," + one + "]}")),
                List.of("--inventory", first.toString(), "--inventory", second.toString()))) {
            List<String> arguments = new ArrayList<>(inventories);
            arguments.addAll(List.of("--neighbours", "10.0.1.101=" + podTable()));
            assertThat(correlate(arguments.toArray(new String[0])))
                    .containsEntry("host-1 10.0.1.101:9092", "inconclusive");
            assertThat(reason("host-1 10.0.1.101:9092"))
                    .contains("ambiguous")
                    .contains("eni-99")
                    .contains("eni-55");
        }
    }

    @Test
    void aBareArrayIsAnInventory() throws Exception {
        podFails();

        assertThat(correlate(
                        "--neighbours",
                        "10.0.1.101=" + podTable(),
                        "--inventory",
                        json("[" + ofInterface("20", "10.0.1.20", "a", "") + "]")))
                .containsEntry("host-1 10.0.1.101:9092", "stale_arp");
    }

    @Test
    void anInventoryWithoutHardwareAddressesSaysWhatItCannotProve() throws Exception {
        podFails();
        String google = "[{\"name\":\"pod-host\",\"networkInterfaces\":[{\"networkIP\":\"10.0.1.20\",\"network\":"
                + "\"https://www.googleapis.com/compute/v1/projects/shop/global/networks/default\"}]}]";

        assertThat(correlate("--neighbours", "10.0.1.101=" + podTable(), "--inventory", json(google)))
                .containsEntry("host-1 10.0.1.101:9092", "inconclusive");
        assertThat(reason("host-1 10.0.1.101:9092")).contains("pod-host").contains("no MAC");
    }
}
