package io.kafkatcp.cli.selfcheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.cli.selfcheck.Check.Result;
import io.kafkatcp.core.kernel.Kernel;
import io.kafkatcp.core.kernel.SocketOption;
import io.kafkatcp.core.kernel.TcpInfo;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A row of the self-check says FAILED where the agent would not work, and only there. */
class SelfCheckTest {

    @TempDir
    Path root;

    @Test
    void anOptionThatTheKernelRefusesIsNamedWithItsReason() {
        Check check = tried(new OneAnswer(true, 0, "Operation not permitted"));

        assertThat(check.result).isEqualTo(Result.FAILED);
        assertThat(check.text).startsWith("Operation not permitted");
    }

    @Test
    void anOptionThatIsAcceptedAndForgottenFails() {
        Check check = tried(new OneAnswer(true, 0, null));

        assertThat(check.result).isEqualTo(Result.FAILED);
        assertThat(check.text).contains("read back as 0");
    }

    @Test
    void anOptionThatThePlatformLacksFailsAndOneThatHoldsDoesNot() {
        assertThat(tried(new OneAnswer(false, 0, null)).result).isEqualTo(Result.FAILED);
        assertThat(tried(new OneAnswer(true, 20_000, null)).result).isEqualTo(Result.OK);
    }

    @Test
    void aRowComesThroughThePipeAsItWas() {
        Check check = Check.of(Check.failed("TCP_INFO", "not\treadable").line());

        assertThat(check.name).isEqualTo("TCP_INFO");
        assertThat(check.result).isEqualTo(Result.FAILED);
        assertThat(check.text).isEqualTo("not\treadable");
        assertThat(Check.of("OpenJDK warning: something")).isNull();
        assertThat(Check.of("a\tb\tc")).isNull();
    }

    @Test
    void theContainerAndTheCLibraryAreReadFromTheirSigns() throws Exception {
        assertThat(checks(Map.of()).container()).isEqualTo("no sign of one");
        Files.createFile(root.resolve(".dockerenv"));
        assertThat(checks(Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1")).container())
                .contains("Docker", "a Kubernetes pod");
        assertThat(libc("/usr/lib/x86_64-linux-gnu/libc.so.6")).isEqualTo("glibc");
        assertThat(libc("/lib/ld-musl-x86_64.so.1")).isEqualTo("musl");
        assertThat(libc("")).isEqualTo("unknown");
    }

    @Test
    void anotherSystemThanLinuxFails() {
        assertThat(checks(Map.of()).platform("Linux").result).isEqualTo(Result.OK);
        assertThat(checks(Map.of()).platform("Mac OS X").result).isEqualTo(Result.FAILED);
    }

    @Test
    void aWrongOptionInTheEnvironmentIsTold() {
        Check wrong = checks(Map.of("KAFKATCP_USER_TIMEOUT", "20")).options();

        assertThat(wrong.result).isEqualTo(Result.FAILED);
        assertThat(wrong.text).contains("KAFKATCP_USER_TIMEOUT", "did you mean 20s?");
        assertThat(checks(Map.of("KAFKATCP_USER_TIMEOUT", "20s")).options().result)
                .isEqualTo(Result.OK);
    }

    private HostChecks checks(Map<String, String> environment) {
        return new HostChecks(root, environment);
    }

    private String libc(String mapped) throws IOException {
        Files.createDirectories(root.resolve("proc/self"));
        Files.writeString(root.resolve("proc/self/maps"), mapped);
        return checks(Map.of()).libc();
    }

    private static Check tried(Kernel kernel) {
        return KernelTrial.tried(kernel, null, SocketOption.TCP_USER_TIMEOUT, 20_000);
    }

    private record OneAnswer(boolean there, int readBack, String refusal) implements Kernel {

        @Override
        public boolean has(SocketOption option) {
            return there;
        }

        @Override
        public void set(SocketChannel channel, SocketOption option, int value) throws IOException {
            if (refusal != null) {
                throw new IOException(refusal);
            }
        }

        @Override
        public boolean setsFromAnyThread() {
            return true;
        }

        @Override
        public int get(SocketChannel channel, SocketOption option) {
            return readBack;
        }

        @Override
        public TcpInfo tcpInfo(SocketChannel channel) {
            return null;
        }

        @Override
        public InetSocketAddress localAddress(SocketChannel channel) {
            return null;
        }
    }
}
