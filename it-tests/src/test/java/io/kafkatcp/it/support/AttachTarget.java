package io.kafkatcp.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.it.apps.Waits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A JVM with a producer, under any program and with any flags, that keeps all it prints: also a thread dump. */
public final class AttachTarget implements AutoCloseable {

    private static final int LIMIT_MS = 30_000;

    static {
        try {
            EarlierCopies.remove();
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Process process;
    private final Path out;
    private final Path err;
    private final SilentServer server;

    private AttachTarget(Process process, Path out, Path err, SilentServer server) {
        this.process = process;
        this.out = out;
        this.err = err;
        this.server = server;
    }

    public static AttachTarget start(Path jdk, List<String> wrapper, String... jvmOptions) throws Exception {
        List<String> options = new ArrayList<>(List.of(jvmOptions));
        options.addAll(List.of("-cp", Built.appClassPath()));
        return start(jdk, wrapper, options, Waits.class);
    }

    /**
     * @param options of the JVM, its class path among them; @param main prints "up" when its producer is there, whose
     *     broker is its first argument
     */
    public static AttachTarget start(
            Path jdk, List<String> wrapper, List<String> options, Class<?> main, String... arguments) throws Exception {
        Path out = Files.createTempFile("target", ".out");
        Path err = Files.createTempFile("target", ".err");
        SilentServer server = new SilentServer();
        List<String> command = new ArrayList<>(wrapper);
        command.add(jdk.resolve("bin/java").toString());
        command.addAll(options);
        command.addAll(List.of(main.getName(), server.address()));
        command.addAll(List.of(arguments));
        AttachTarget target = new AttachTarget(
                new ProcessBuilder(command)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start(),
                out,
                err,
                server);
        target.awaitUp();
        return target;
    }

    private void awaitUp() throws Exception {
        awaitSaid("up\n");
        // the connection is there a moment later, and not every program makes one
        for (int waitedMs = 0; waitedMs < 500 && !isConnected(); waitedMs += 25) {
            Thread.sleep(25);
        }
    }

    /** By the kernel's table: local address, remote address, state; 01 is ESTABLISHED. */
    private boolean isConnected() throws IOException {
        Pattern row = Pattern.compile(String.format(" [0-9A-F]+:%04X 01 ", server.port()));
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            if (Files.exists(Path.of(table))
                    && row.matcher(Files.readString(Path.of(table))).find()) {
                return true;
            }
        }
        return false;
    }

    private void awaitSaid(String text) throws Exception {
        for (int waitedMs = 0; !out().contains(text); waitedMs += 50) {
            assertThat(process.isAlive() && waitedMs < LIMIT_MS)
                    .as(out() + err())
                    .isTrue();
            Thread.sleep(50);
        }
    }

    /** A line on its standard input, and what it must print then. */
    public void ask(String line, String answer) throws Exception {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        awaitSaid(answer + "\n");
    }

    /** The JVM's own, below the programs that it runs under. */
    public String pid() {
        return Long.toString(process.descendants()
                .filter(each -> each.info().command().orElse("").endsWith("/java"))
                .map(ProcessHandle::pid)
                .findFirst()
                .orElse(process.pid()));
    }

    public void signal(String name) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, pid()).start().waitFor())
                .isZero();
    }

    public String out() throws IOException {
        return Files.readString(out);
    }

    public String err() throws IOException {
        return Files.readString(err);
    }

    /** It has got no signal that it did not expect, and seen no error of the agent's. */
    public void assertUnharmed() throws Exception {
        assertThat(process.isAlive()).as(out() + err()).isTrue();
        assertThat(out()).isEqualTo("up\n");
        assertThat(err()).doesNotContain("internal error", "Exception");
    }

    @Override
    public void close() throws Exception {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        server.close();
        Files.delete(out);
        Files.delete(err);
    }
}
