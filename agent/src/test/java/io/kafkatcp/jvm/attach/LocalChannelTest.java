package io.kafkatcp.jvm.attach;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.condition.OS.LINUX;

import io.kafkatcp.jvm.Failure;
import io.kafkatcp.jvm.process.Target;
import java.io.File;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.io.TempDir;

/** A JVM that ends while it is asked closes the connection without a word. */
@EnabledOnOs(LINUX)
class LocalChannelTest {

    @TempDir
    Path root;

    private Process jvm;
    private ServerSocketChannel attachSocket;

    @BeforeEach
    void start() throws IOException {
        jvm = new ProcessBuilder("sleep", "60").start();
        Path tmp = Files.createDirectory(root.resolve(AttachListener.FOLDER));
        attachSocket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        attachSocket.bind(UnixDomainSocketAddress.of(tmp.resolve(".java_pid" + jvm.pid())));
    }

    @AfterEach
    void end() throws Exception {
        attachSocket.close();
        jvm.destroyForcibly().waitFor();
    }

    @Test
    void oneThatHasEndedMeanwhileIsNoProcessAnyMore() {
        answerNothing(() -> jvm.destroyForcibly().waitFor());

        assertThatThrownBy(this::ask)
                .isInstanceOf(Failure.class)
                .hasMessage("there is no process " + jvm.pid() + "; 'list' shows the JVMs that hold Kafka clients");
    }

    @Test
    void oneThatIsStillThereIsSaidToBeEnding() {
        answerNothing(() -> 0);

        assertThatThrownBy(this::ask)
                .isInstanceOf(Failure.class)
                .hasMessage("JVM " + jvm.pid() + " cannot be spoken to by its attach socket: it closed the connection"
                        + " without an answer, as a JVM does that is ending");
    }

    private void answerNothing(Callable<Integer> meanwhile) {
        CompletableFuture.runAsync(() -> {
            try (SocketChannel asked = attachSocket.accept()) {
                asked.read(ByteBuffer.allocate(100));
                meanwhile.call();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private void ask() throws Exception {
        try (LocalChannel channel = new LocalChannel(new Target(Long.toString(jvm.pid())), root, new File("a.jar"))) {
            channel.agentProperties();
        }
    }
}
