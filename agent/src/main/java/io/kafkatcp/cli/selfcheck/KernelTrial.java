package io.kafkatcp.cli.selfcheck;

import io.kafkatcp.core.kernel.Kernel;
import io.kafkatcp.core.kernel.Kernels;
import io.kafkatcp.core.kernel.SocketOption;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.util.EnumMap;
import java.util.Map;

/**
 * Sets each option on a connection to this very host and reads it back, by the agent's own way to the kernel; then
 * waits, so that somebody can attach to this JVM. Runs in a JVM of its own, to which the socket natives are open.
 */
public final class KernelTrial {

    static final String READY = "ready";

    private static final Map<SocketOption, Integer> DEFAULTS = new EnumMap<>(SocketOption.class);

    static {
        DEFAULTS.put(SocketOption.SO_KEEPALIVE, 1);
        DEFAULTS.put(SocketOption.TCP_KEEPIDLE, 37);
        DEFAULTS.put(SocketOption.TCP_KEEPINTVL, 9);
        DEFAULTS.put(SocketOption.TCP_KEEPCNT, 3);
        DEFAULTS.put(SocketOption.TCP_USER_TIMEOUT, 20_000);
    }

    private final PrintWriter out;

    public KernelTrial(PrintWriter out) {
        this.out = out;
    }

    /** Until standard input ends. */
    public void run() throws IOException {
        Kernel kernel = natives();
        try {
            trySocket(kernel);
        } catch (IOException e) {
            print(Check.failed("a connection to this host", e + ": no option could be tried"));
        }
        for (String file : new String[] {"/proc/self/net/tcp", "/proc/net/route", "/proc/net/arp"}) {
            print(
                    new File(file).canRead()
                            ? Check.ok(file, "readable")
                            : Check.failed(file, "not readable: what it tells is missing in records"));
        }
        // Java 8 has no ProcessHandle; the name is PID@HOST
        String name = ManagementFactory.getRuntimeMXBean().getName();
        out.println(READY + " " + name.substring(0, name.indexOf('@')));
        out.flush();
        while (System.in.read() >= 0) {
            // whoever started this JVM ends it so
        }
    }

    private void trySocket(Kernel kernel) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SocketChannel channel = SocketChannel.open(server.getLocalSocketAddress())) {
            for (Map.Entry<SocketOption, Integer> option : DEFAULTS.entrySet()) {
                print(tried(kernel, channel, option.getKey(), option.getValue()));
            }
            print(
                    kernel.tcpInfo(channel) == null
                            ? Check.failed("TCP_INFO", "not readable: verdicts rest on Kafka's side alone")
                            : Check.ok("TCP_INFO", "readable"));
        }
    }

    private Kernel natives() {
        try {
            Kernel kernel = Kernels.withoutInstrumentation();
            print(Check.ok("socket natives", "sun.nio.ch.Net has what the agent calls"));
            return kernel;
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            print(Check.failed("socket natives", e + ": the agent sets what this JDK has, and no user timeout"));
            return Kernels.ofTheJdk();
        }
    }

    static Check tried(Kernel kernel, SocketChannel channel, SocketOption option, int value) {
        String name = option.name();
        if (!kernel.has(option)) {
            return Check.failed(name, "this JDK has no way to it on this platform");
        }
        try {
            kernel.set(channel, option, value);
            int inForce = kernel.get(channel, option);
            return inForce == value
                    ? Check.ok(name, "set to " + value + " and read back")
                    : Check.failed(
                            name,
                            "accepted as " + value + ", but read back as " + inForce
                                    + ", as a user-space kernel (gVisor) does");
        } catch (IOException e) {
            return Check.failed(name, e.getMessage() + ": a seccomp filter, or a kernel that has it not");
        }
    }

    private void print(Check check) {
        out.println(check.line());
        out.flush();
    }
}
