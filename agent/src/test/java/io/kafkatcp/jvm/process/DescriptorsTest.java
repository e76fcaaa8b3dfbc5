package io.kafkatcp.jvm.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A JVM that has leaked its descriptors is the one that needs a look: to ask it then ends its thread for attaching. */
class DescriptorsTest {

    @Test
    void aProcessWithRoomIsNotComplainedOf() {
        assertThat(Descriptors.complaint("7", 100, limits("1024", "4096"))).isEmpty();
        assertThat(Descriptors.complaint("7", 1_024 - Descriptors.NEEDED, limits("1024", "4096")))
                .isEmpty();
    }

    @Test
    void oneWithoutIsNamedWithTheLineThatMakesRoom() {
        assertThat(Descriptors.complaint("7", 1_020, limits("1024", "4096")))
                .startsWith("process 7 has 1020 of 1024 file descriptors open")
                .endsWith("raise its limit: prlimit --pid 7 --nofile=1088:");
    }

    /** As HotSpot leaves it, which raises the soft limit to the hard one at its start. */
    @Test
    void whereTheHardLimitIsReachedItIsRootsToRaise() {
        assertThat(Descriptors.complaint("7", 1_024, limits("1024", "1024")))
                .endsWith("raise its limit as root: prlimit --pid 7 --nofile=1088:1088");
    }

    @Test
    void whatIsNotKnownIsNoReasonToRefuse() {
        assertThat(Descriptors.complaint("7", -1, limits("1024", "1024"))).isEmpty();
        assertThat(Descriptors.complaint("7", 5_000, "")).isEmpty();
        assertThat(Descriptors.complaint("7", 5_000, limits("unlimited", "unlimited")))
                .isEmpty();
    }

    private static String limits(String soft, String hard) {
        return "Limit                     Soft Limit           Hard Limit           Units     \n"
                + "Max processes             95000                95000                processes \n"
                + String.format("Max open files            %-20s %-20s files     %n", soft, hard)
                + "Max locked memory         8388608              8388608              bytes     \n";
    }
}
