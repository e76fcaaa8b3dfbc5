package io.kafkatcp.core.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleTest {

    @ParameterizedTest
    @CsvSource({
        "-1, 0, bootstrap",
        "-3, -1, bootstrap",
        "2147483646, 0, coordinator (node 1)",
        "2147483647, 0, coordinator (node 0)",
        "1, 3, leader of 3 partitions",
        "1, 1, leader of 1 partition",
        "1, 0, idle",
        "1, -1, broker",
        "1001, 12, leader of 12 partitions",
        "seed, 0, other"
    })
    void aConnectionsRoleIsToldByItsNodeAndTheMetadata(String node, int partitionsLed, String role) {
        assertThat(Role.of(node, partitionsLed)).isEqualTo(role);
    }
}
