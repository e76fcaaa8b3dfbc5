package io.kafkatcp.lab;

import io.kafkatcp.lab.process.Commands;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A small world of hosts and cables inside namespaces of its own, which vanishes whole when it is closed or its JVM
 * dies.
 */
public final class Lab implements AutoCloseable {
    private final NamespaceHolder holder;
    private final Map<String, Host> hosts = new ConcurrentHashMap<>();
    private final AtomicInteger cables = new AtomicInteger();

    private Lab(NamespaceHolder holder) {
        this.holder = holder;
    }

    public static Lab open() {
        return new Lab(NamespaceHolder.start());
    }

    /** Why no lab can be had on this machine and what to do about it; empty when one can. */
    public static Optional<String> whyNot() {
        return LabCheck.whyNot();
    }

    /** The host of that name; made when it is asked for first. */
    public Host host(String name) {
        return hosts.computeIfAbsent(name, this::newHost);
    }

    /** Lays a cable between two hosts and gives each end its address, like 10.0.1.1/30. */
    public Link link(Host a, String cidrA, Host b, String cidrB) {
        Link link = cable(a, b);
        a.address(link.deviceA(), cidrA);
        b.address(link.deviceB(), cidrB);
        return link;
    }

    /** Lays a cable whose ends are switched on and have no address, as a switch's. */
    Link cable(Host a, Host b) {
        int cable = cables.incrementAndGet();
        Link link = new Link(a, "eth" + cable + "a", b, "eth" + cable + "b");
        run(
                "ip",
                "link",
                "add",
                link.deviceA(),
                "netns",
                a.name(),
                "type",
                "veth",
                "peer",
                "name",
                link.deviceB(),
                "netns",
                b.name());
        a.run("ip", "link", "set", link.deviceA(), "up");
        b.run("ip", "link", "set", link.deviceB(), "up");
        return link;
    }

    @Override
    public void close() {
        holder.close();
    }

    private Host newHost(String name) {
        run("ip", "netns", "add", name);
        List<String> enter = new ArrayList<>(holder.enter());
        enter.addAll(List.of("nsenter", "--net=/run/netns/" + name, "--"));
        Host host = new Host(name, enter);
        host.run("ip", "link", "set", "lo", "up");
        return host;
    }

    private void run(String... command) {
        List<String> all = new ArrayList<>(holder.enter());
        all.addAll(List.of(command));
        Commands.run(all);
    }
}
