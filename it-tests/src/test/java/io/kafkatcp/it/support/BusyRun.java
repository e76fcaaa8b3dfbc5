package io.kafkatcp.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import io.kafkatcp.it.apps.BusyProducer;
import io.kafkatcp.lab.Host;
import io.kafkatcp.lab.broker.Broker;
import io.kafkatcp.lab.broker.BrokerConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A producer that runs at full speed in a JVM of its own, and agents put into it while it does. */
public final class BusyRun implements AutoCloseable {

    private final Process process;
    private final BufferedReader out;
    private final Path err;

    private BusyRun(Process process, Path err) {
        this.process = process;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream()));
        this.err = err;
    }

    /** One whose log does not fill the disk meanwhile. */
    public static Broker broker() throws InterruptedException {
        return Broker.start(
                        Host.local(),
                        BrokerConfig.onLoopback()
                                .with("log.segment.bytes", "33554432")
                                .with("log.retention.bytes", "67108864")
                                .with("log.retention.check.interval.ms", "2000"))
                .awaitReady(Duration.ofSeconds(60));
    }

    /** @param err file for its standard error */
    public static BusyRun start(String bootstrap, Path err, String... jvmOptions) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(Jdks.running().resolve("bin/java").toString(), "-Xmx256m", "-XX:+UseSerialGC"));
        command.addAll(List.of(jvmOptions));
        command.addAll(List.of(
                "-cp",
                Built.appClassPath(),
                BusyProducer.class.getName(),
                bootstrap,
                "client.id=busy",
                "max.block.ms=60000"));
        BusyRun run = new BusyRun(
                new ProcessBuilder(command).redirectError(err.toFile()).start(), err);
        assertThat(run.out.readLine()).isEqualTo("busy");
        return run;
    }

    public String pid() {
        return String.valueOf(process.pid());
    }

    public String ask(String command) throws IOException {
        process.getOutputStream().write((command + "\n").getBytes());
        process.getOutputStream().flush();
        return out.readLine();
    }

    /** The longest time between two acknowledgements since it was asked before, in microseconds. */
    public long gapUs() throws IOException {
        return Long.parseLong(ask("gap").substring("gap ".length()));
    }

    /** The Attach API by hand: starting a JVM for each verb would take most of the time. */
    public void attach() throws Exception {
        load(Built.AGENT.toString(), "user-timeout=10s");
        VirtualMachine vm = VirtualMachine.attach(pid());
        assertThat(vm.getAgentProperties().getProperty("kafka-tcp-agent")).isNotNull();
        vm.detach();
    }

    public void detach() throws Exception {
        load(Built.AGENT.toString(), "detach");
    }

    public void load(String jar, String arguments) throws Exception {
        VirtualMachine vm = VirtualMachine.attach(pid());
        vm.loadAgent(jar, arguments);
        vm.detach();
    }

    /** Every record was acknowledged, and is stored once. */
    public void end() throws Exception {
        String sums = String.valueOf(ask("end"));
        Matcher matcher = Pattern.compile("sent (\\d+) acknowledged (\\d+) failed 0 stored (\\d+)")
                .matcher(sums);
        assertThat(matcher.matches()).as(sums + "\n" + Files.readString(err)).isTrue();
        assertThat(matcher.group(2)).isEqualTo(matcher.group(1));
        assertThat(matcher.group(3)).isEqualTo(matcher.group(1));
        assertThat(process.waitFor()).isZero();
        // what Kafka itself logs of a topic that has no leader yet is nobody's fault
        assertThat(Files.readAllLines(err))
                .noneMatch(line ->
                        line.contains("internal error") || line.contains("Exception") && !line.contains(" o.a.k."));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
