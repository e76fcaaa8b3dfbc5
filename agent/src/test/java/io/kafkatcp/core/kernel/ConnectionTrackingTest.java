package io.kafkatcp.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionTrackingTest {

    @TempDir
    Path folder;

    @Test
    void aTableThatHasRoomForNoOtherIsFull() throws Exception {
        assertThat(tracking("262143", "262144", "").isFull()).isFalse();
        assertThat(tracking("262144", "262144", "").isFull()).isTrue();
        assertThat(tracking("5", "0", "").isFull()).as("without a limit").isFalse();
    }

    @Test
    void whatWasDroppedIsTheSumOfAllProcessors() throws Exception {
        String statistics = "entries  clashres found new drop early_drop\n"
                + "00040000  00000000 00000000 00000000 0000001f 00000002\n"
                + "00040000  00000000 00000000 00000000 00000001 00000000\n";

        ConnectionTracking tracking = tracking("262144", "262144", statistics);
        assertThat(tracking.dropped).isEqualTo(32);
        assertThat(tracking.describe(32)).isEqualTo("262144 of 262144 entries, 32 packet(s) dropped");
    }

    @Test
    void withoutStatisticsTheCountIsKnownAndWithoutACountNothing() throws Exception {
        ConnectionTracking tracking = tracking("4", "4", "entries found\n1 2\n");
        assertThat(tracking.dropped).isEqualTo(ConnectionTracking.UNKNOWN);
        assertThat(tracking.describe(-1)).isEqualTo("4 of 4 entries");
        assertThat(ConnectionTracking.read(
                        folder.resolve("none").toFile(), folder.resolve("none").toFile()))
                .isNull();
    }

    private ConnectionTracking tracking(String count, String max, String statistics) throws Exception {
        Files.writeString(folder.resolve("nf_conntrack_count"), count + "\n");
        Files.writeString(folder.resolve("nf_conntrack_max"), max + "\n");
        return ConnectionTracking.read(
                folder.toFile(),
                Files.writeString(folder.resolve("statistics"), statistics).toFile());
    }
}
