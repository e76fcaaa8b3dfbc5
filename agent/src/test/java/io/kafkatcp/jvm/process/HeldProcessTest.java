package io.kafkatcp.jvm.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A pid is given again: whoever looked at one process must not end up in the files of another. */
@EnabledOnOs(OS.LINUX)
class HeldProcessTest {

    private static final Path LAST_PID = Path.of("/proc/sys/kernel/ns_last_pid");
    private static final int TRIES = 200;

    @Test
    void aProcessIsSeenWithItsUserAndItsRoot() throws Exception {
        Process process = sleep();
        try (HeldProcess held = HeldProcess.open(proc(process.pid()))) {
            assertThat(held.status().pid()).isEqualTo(Long.toString(process.pid()));
            assertThat(seenByAnother(held.root())).isEqualTo("/");
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void theNextProcessOfTheSamePidIsNotTakenForIt() throws Exception {
        Process first = sleep();
        try (HeldProcess held = HeldProcess.open(proc(first.pid()))) {
            first.destroyForcibly().waitFor();
            Process second = withPid(first.pid());
            try {
                assertThat(seenByAnother(Path.of("/proc/" + first.pid() + "/root")))
                        .isEqualTo("/");
                assertThat(seenByAnother(held.root())).isEmpty();
                assertThatThrownBy(held::status).isInstanceOf(IOException.class);
            } finally {
                second.destroyForcibly().waitFor();
            }
        }
    }

    private static Path proc(long pid) {
        return Path.of("/proc", Long.toString(pid));
    }

    private static Process sleep() throws IOException {
        return new ProcessBuilder("sleep", "60").start();
    }

    /** Root may say which pid comes next; others start processes too. */
    private static Process withPid(long pid) throws Exception {
        Assumptions.assumeTrue(Files.isWritable(LAST_PID), "skipped: " + LAST_PID + " takes root");
        for (int i = 0; i < TRIES; i++) {
            try {
                Files.writeString(LAST_PID, Long.toString(pid - 1));
            } catch (IOException refused) {
                Assumptions.abort("skipped: " + LAST_PID + " takes root: " + refused.getMessage());
            }
            Process process = sleep();
            if (process.pid() == pid) {
                return process;
            }
            process.destroyForcibly().waitFor();
        }
        return Assumptions.abort("skipped: pid " + pid + " was always taken by another");
    }

    /** As the shell of a child process sees it. */
    private static String seenByAnother(Path link) throws Exception {
        Process readlink = new ProcessBuilder("readlink", link.toString()).start();
        return new String(readlink.getInputStream().readAllBytes()).trim();
    }
}
