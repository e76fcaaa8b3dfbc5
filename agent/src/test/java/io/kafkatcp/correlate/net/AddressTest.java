package io.kafkatcp.correlate.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AddressTest {

    @Test
    void anIpv6AddressIsTheSameHoweverItIsWritten() {
        assertThat(Ip.canonical("fd00::7"))
                .isEqualTo(Ip.canonical("fd00:0:0:0:0:0:0:7"))
                .isEqualTo(Ip.canonical("FD00::7%eth0"));
        assertThat(Ip.canonical("::ffff:10.0.0.1")).isEqualTo("10.0.0.1");
        assertThat(Ip.canonical("10.0.0.1")).isEqualTo("10.0.0.1");
        assertThat(Ip.canonical("broker-0")).isEqualTo("broker-0");
    }

    @Test
    void aHardwareAddressAndANameAreNoIpAddress() {
        assertThat(Ip.is("10.0.0.1")).isTrue();
        assertThat(Ip.is("fe80::1%eth0")).isTrue();
        for (String none : new String[] {"02:00:00:00:00:99", "gateway", "10.0.0", "10.0.0.256", "", "10.0.0.1:9092"}) {
            assertThat(Ip.is(none)).as(none).isFalse();
        }
    }

    @Test
    void aHardwareAddressIsTheSameHoweverItIsWritten() {
        assertThat(Mac.canonical("2:42:A:0:0:1")).isEqualTo("02:42:0a:00:00:01");
        assertThat(Mac.canonical("02-42-0A-00-00-01")).isEqualTo("02:42:0a:00:00:01");
        assertThat(Mac.canonical("0242.0a00.0001")).isEqualTo("02:42:0a:00:00:01");
        assertThat(Mac.is("123456789012")).as("an account's number").isFalse();
    }

    @Test
    void groupsAndLoopbackAreNoHosts() {
        assertThat(Mac.isOfHost("02:42:0a:00:00:01")).isTrue();
        assertThat(Mac.isOfHost("01:00:5e:00:00:16")).isFalse();
        assertThat(Mac.isOfHost("33:33:00:00:00:02")).isFalse();
        assertThat(Mac.isOfHost("ff:ff:ff:ff:ff:ff")).isFalse();
        assertThat(Mac.isOfHost("00:00:00:00:00:00")).isFalse();
    }

    @Test
    void hardwareAddressesWithWhichOthersAreAnsweredForAreKnown() {
        assertThat(Mac.stoodInFor("12-34-56-78-9A-BC")).startsWith("Azure's network");
        for (String shared :
                new String[] {"00:00:5e:00:01:01", "0:0:5e:0:2:ff", "0000.0c07.ac01", "00:00:0c:9f:f1:23"}) {
            assertThat(Mac.stoodInFor(shared)).as(shared).contains("VRRP, CARP, HSRP");
        }
        for (String own : new String[] {"00:00:5e:00:03:01", "00:00:0c:07:ad:01", "00:00:0c:9f:e1:23"}) {
            assertThat(Mac.stoodInFor(own)).as(own).isNull();
        }
    }

    @Test
    void anAddressLiesInAPrefixOfItsOwnKind() {
        assertThat(Prefix.parse("10.0.1.16/28").contains("10.0.1.16")).isTrue();
        assertThat(Prefix.parse("10.0.1.16/28").contains("10.0.1.31")).isTrue();
        assertThat(Prefix.parse("10.0.1.16/28").contains("10.0.1.32")).isFalse();
        assertThat(Prefix.parse("10.0.1.16/28").contains("fd00::1")).isFalse();
        assertThat(Prefix.parse("fd00:0:1::/80").contains("fd00:0:1:0:7:0:0:1")).isFalse();
        assertThat(Prefix.parse("fd00:0:1::/80").contains("fd00:0:1:0:0:0:0:1")).isTrue();
        assertThat(Prefix.parse("10.0.1.16/33")).isNull();
        assertThat(Prefix.parse("a/28")).isNull();
    }
}
