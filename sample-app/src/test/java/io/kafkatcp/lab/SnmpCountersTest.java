package io.kafkatcp.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SnmpCountersTest {
    private static final String SNMP = """
            Ip: Forwarding DefaultTTL InReceives
            Ip: 2 64 1000
            Tcp: RtoAlgorithm MaxConn OutSegs RetransSegs InErrs
            Tcp: 1 -1 500 17 3
            """;

    @Test
    void the_value_stands_under_its_name() {
        assertThat(SnmpCounters.read(SNMP, "Tcp", "RetransSegs")).isEqualTo(17);
        assertThat(SnmpCounters.read(SNMP, "Tcp", "MaxConn")).isEqualTo(-1);
        assertThat(SnmpCounters.read(SNMP, "Ip", "InReceives")).isEqualTo(1000);
    }

    @Test
    void a_name_that_is_not_there_is_an_error_and_not_zero() {
        assertThatThrownBy(() -> SnmpCounters.read(SNMP, "Tcp", "Nothing")).hasMessageContaining("Tcp Nothing");
        assertThatThrownBy(() -> SnmpCounters.read(SNMP, "Udp", "InErrs")).hasMessageContaining("no Udp");
    }
}
