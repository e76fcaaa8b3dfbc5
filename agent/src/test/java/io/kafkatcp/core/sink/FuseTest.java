package io.kafkatcp.core.sink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FuseTest {

    private final CapturedNotices captured = new CapturedNotices();
    private final Fuse fuse = new Fuse(captured.notices(), "records are", "the socket options go on");

    @Test
    void whatFailsNowAndThenStaysOnAndWhatFailsAHundredTimesIsSwitchedOffAndSaysSoOnce() throws Exception {
        for (int i = 0; i < Fuse.MOST_ERRORS - 1; i++) {
            fuse.caught("testing", new IllegalStateException("fault " + i));
        }
        assertThat(fuse.isOn()).isTrue();

        fuse.caught("testing", new OutOfMemoryError());
        fuse.caught("testing", new OutOfMemoryError());

        assertThat(fuse.isOn()).isFalse();
        captured.awaitLine("ERROR: 100 internal errors while testing: records are off until this JVM is started again; the socket options go on");
        captured.notices().info("mark");
        captured.awaitLine("mark");
        assertThat(captured.lines()).hasSize(3).first().asString().contains("an internal error while testing").contains("fault 0");
        assertThat(captured.notices().errors().count()).isEqualTo(Fuse.MOST_ERRORS + 1);
    }
}
