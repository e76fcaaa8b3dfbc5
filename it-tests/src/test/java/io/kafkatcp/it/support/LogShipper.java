package io.kafkatcp.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.lab.Host;
import io.kafkatcp.lab.process.Running;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A log shipper that Debian has, while it runs with a configuration of its own and for nobody else. */
public final class LogShipper implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final List<String> said = new CopyOnWriteArrayList<>();
    private final Running running;

    private LogShipper(List<String> command) {
        running = Host.local().start(command, Map.of(), said::add, said::add);
    }

    /** Skips the test where one of them is missing. */
    public static void needed(String... programs) {
        OrSkip.because(Stream.of(programs)
                .filter(program -> find(program).isEmpty())
                .findFirst()
                .map(program -> "no " + program + " on the PATH and in /usr/sbin"));
    }

    /** @param folder where it keeps how far it has read */
    public static LogShipper rsyslog(Path folder, String configuration) throws IOException {
        String whole = "global(workDirectory=\"" + folder + "\")\n" + configuration;
        return new LogShipper(List.of(
                program("rsyslogd"),
                "-n",
                "-f",
                Files.writeString(folder.resolve("rsyslog.conf"), whole).toString(),
                "-i",
                folder + "/rsyslog.pid"));
    }

    /** @param folder where it keeps how far it has read */
    public static LogShipper syslogNg(Path folder, String configuration) throws IOException {
        String whole = "@version: current\noptions { stats-freq(0); };\n" + configuration;
        return new LogShipper(List.of(
                program("syslog-ng"),
                "--foreground",
                "--no-caps",
                "--cfgfile=" + Files.writeString(folder.resolve("syslog-ng.conf"), whole),
                "--persist-file=" + folder + "/syslog-ng.persist",
                "--pidfile=" + folder + "/syslog-ng.pid",
                "--control=" + folder + "/syslog-ng.control"));
    }

    /** Moves a file away as that program does when its time has come. */
    public static void logrotate(Path folder, String configuration) throws Exception {
        Host.local()
                .run(
                        program("logrotate"),
                        "--force",
                        "--state",
                        folder + "/logrotate.state",
                        Files.writeString(folder.resolve("logrotate.conf"), configuration)
                                .toString());
    }

    public boolean isAlive() {
        return running.isAlive();
    }

    /** It sends what it has first. */
    @Override
    public void close() throws InterruptedException {
        running.terminate();
        Optional<Integer> code = running.await(LIMIT);
        running.kill();
        assertThat(code).as(toString()).hasValue(0);
    }

    @Override
    public String toString() {
        return String.join("\n", said);
    }

    private static String program(String name) {
        return find(name).orElseThrow().toString();
    }

    private static Optional<Path> find(String program) {
        return Stream.of((System.getenv("PATH") + File.pathSeparator + "/usr/sbin").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
