package io.kafkatcp.jvm.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcStatusTest {

    private static final String STATUS = """
            Name:\tjava
            State:\tT (stopped)
            Pid:\t4711
            TracerPid:\t0
            Uid:\t1000\t1001\t1002\t1003
            Gid:\t100\t101\t102\t103
            Groups:\t4 27 101\s
            NSpid:\t4711\t33\t1
            SigPnd:\t0000000000000000
            ShdPnd:\t0000000000000004
            SigCgt:\t2000000181005ccf
            """;

    @Test
    void theKernelsFieldsAreRead() {
        ProcStatus status = new ProcStatus(STATUS);

        assertThat(status.state()).isEqualTo('T');
        assertThat(status.uid()).isEqualTo(1_001);
        assertThat(status.gid()).isEqualTo(101);
        assertThat(status.groups()).containsExactly("4", "27", "101");
        assertThat(status.innerPid()).isEqualTo("1");
        assertThat(status.catchesQuit()).isTrue();
        assertThat(status.hasQuitPending()).isTrue();
    }

    @Test
    void anOldKernelAndAJvmWithoutSignalsAreReadToo() {
        ProcStatus status = new ProcStatus("Pid:\t7\nGroups:\t\nSigCgt:\t0000000000000000\n");

        assertThat(status.innerPid()).isEqualTo("7");
        assertThat(status.groups()).isEmpty();
        assertThat(status.catchesQuit()).isFalse();
        assertThat(status.hasQuitPending()).isFalse();
    }
}
