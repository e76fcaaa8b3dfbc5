package io.kafkatcp.lab;

import io.kafkatcp.lab.process.Commands;
import io.kafkatcp.lab.process.OrphanGuard;
import io.kafkatcp.lab.process.Running;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A machine of the lab, with its own addresses, routes and sockets; or, from {@link #local()}, the machine that we run
 * on.
 */
public final class Host {
    private final String name;
    private final List<String> enter;

    Host(String name, List<String> enter) {
        this.name = name;
        this.enter = List.copyOf(enter);
    }

    /** For machines where no lab can be had: commands run as they are, and processes still end with our JVM. */
    public static Host local() {
        return new Host("localhost", List.of());
    }

    public String name() {
        return name;
    }

    public boolean isLocal() {
        return enter.isEmpty();
    }

    /** Runs a command to its end and returns its output; throws with its error output when it fails. */
    public String run(String... command) {
        return Commands.run(inside(List.of(command)));
    }

    public String runWithInput(String input, String... command) {
        return Commands.run(inside(List.of(command)), input);
    }

    /** Starts a process that stays; every line of its two outputs goes to the consumers, from threads of their own. */
    public Running start(
            List<String> command, Map<String, String> environment, Consumer<String> out, Consumer<String> err) {
        ProcessBuilder builder = new ProcessBuilder();
        builder.environment().putAll(environment);
        List<String> all = isLocal() ? OrphanGuard.around(command, "") : inside(command);
        return Running.watch(Commands.start(builder, all), isLocal(), out, err);
    }

    /** On the local machine the process takes its folder with it when it ends; in a lab the lab does. */
    public Running startOwning(String folder, List<String> command, Consumer<String> out) {
        List<String> all = isLocal() ? OrphanGuard.around(command, folder) : inside(command);
        return Running.watch(Commands.start(new ProcessBuilder(), all), isLocal(), out, out);
    }

    /** Adds an address to a device, like ("lo", "10.99.0.1/32"), and switches the device on. */
    public void address(String device, String cidr) {
        run("ip", "address", "add", cidr, "dev", device);
        run("ip", "link", "set", device, "up");
    }

    public void route(String destination, String via) {
        run("ip", "route", "add", destination, "via", via);
    }

    /** Makes a router of this host. */
    public void forward() {
        sysctl("net.ipv4.ip_forward", "1");
    }

    public void sysctl(String key, String value) {
        runWithInput(value, "sh", "-c", "cat > /proc/sys/" + key.replace('.', '/'));
    }

    /** Established connections to that port, with the kernel's timers. */
    public List<SsTimer> timersTo(int port) {
        return timers("established", port);
    }

    /** Connects to that port that wait for their answer. */
    public List<SsTimer> connectTimersTo(int port) {
        return timers("syn-sent", port);
    }

    private List<SsTimer> timers(String state, int port) {
        return SsTimer.parse(run("ss", "-tnoH", "state", state, "dport", "=", ":" + port));
    }

    /** A counter of this host's own /proc/net/snmp, like ("Tcp", "RetransSegs"). */
    public long counter(String protocol, String name) {
        return SnmpCounters.read(run("cat", "/proc/self/net/snmp"), protocol, name);
    }

    private List<String> inside(List<String> command) {
        List<String> all = new ArrayList<>(enter);
        all.addAll(command);
        return all;
    }
}
