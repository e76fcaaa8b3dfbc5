package io.kafkatcp.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class RequestTest {

    private static final long LATER = System.currentTimeMillis() + 60_000;

    @Test
    void whatTheCommandLineAsksIsReadBack() throws Exception {
        Request request = Request.of("ask=1f," + LATER + ",-\n/opt/a\\u0020b.jar\nattach service=Gr\\u00f6\\u00dfe");

        assertThat(request.jar).hasToString("/opt/a b.jar");
        assertThat(request.text).isEqualTo("attach service=Gr\u00f6\u00dfe");
        assertThat(request.arguments()).isEqualTo("service=Gr\u00f6\u00dfe");
        assertThat(request.isToAttach()).isTrue();
        assertThat(request.isVoid()).isFalse();
    }

    @Test
    void aPersonWritesOptionsOrAVerb() throws Exception {
        assertThat(Request.of("user-timeout=10s").text).isEqualTo("attach user-timeout=10s");
        assertThat(Request.of("set user-timeout=10s").text).isEqualTo("set user-timeout=10s");
        assertThat(Request.of(null).text).isEqualTo("attach ");
        assertThat(Request.of("detach").isVoid()).isFalse();
    }

    @Test
    void aRequestThatComesTooLateIsVoid() throws Exception {
        assertThat(Request.of("ask=1," + (System.currentTimeMillis() - 1) + ",-\n/a\ndetach")
                        .isVoid())
                .isTrue();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aRequestOfAProcessThatHasEndedIsVoid() throws Exception {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String ticks = stat.substring(stat.lastIndexOf(')') + 2).split(" ")[19];
        String self = ProcessHandle.current().pid() + "." + ticks;

        assertThat(Request.of("ask=1," + LATER + "," + self + "\n/a\ndetach").isVoid())
                .isFalse();
        // the same pid, which another process has by now
        assertThat(Request.of("ask=1," + LATER + "," + self + "0\n/a\ndetach").isVoid())
                .isTrue();
        assertThat(Request.of("ask=1," + LATER + ",4194304.1\n/a\ndetach").isVoid())
                .isTrue();
    }
}
