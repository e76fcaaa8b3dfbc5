package io.kafkatcp.it.support;

import io.kafkatcp.lab.Host;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One of the ways to keep a producer's connections alive, the agent among them, as an operator sets it up.
 *
 * @param sysctls of the producer's network namespace
 * @param environment of its JVM
 * @param properties of the producer
 * @param flag the agent's arguments, or null for no agent
 */
public record Remedy(
        String name,
        Map<String, String> sysctls,
        Map<String, String> environment,
        List<String> properties,
        String flag) {

    /** Of the Debian package libkeepalive0. */
    private static final Path LIBKEEPALIVE = Path.of("/usr/lib/libkeepalive.so");

    public static List<Remedy> all() {
        OrSkip.because(
                Files.exists(LIBKEEPALIVE)
                        ? Optional.empty()
                        : Optional.of("no " + LIBKEEPALIVE + ": apt-get install libkeepalive0"));
        return List.of(
                new Remedy("nothing", Map.of(), Map.of(), List.of(), null),
                new Remedy(
                        "connections.max.idle.ms=180000",
                        Map.of(),
                        Map.of(),
                        List.of("connections.max.idle.ms=180000"),
                        null),
                sysctls("tcp_keepalive_time=60", Map.of("net.ipv4.tcp_keepalive_time", "60")),
                sysctls(
                        "tcp_keepalive_time=60, tcp_retries2=5",
                        Map.of("net.ipv4.tcp_keepalive_time", "60", "net.ipv4.tcp_retries2", "5")),
                new Remedy(
                        "libkeepalive, KEEPIDLE=60",
                        Map.of(),
                        Map.of(
                                "LD_PRELOAD",
                                LIBKEEPALIVE.toString(),
                                "KEEPIDLE",
                                "60",
                                "KEEPINTVL",
                                "10",
                                "KEEPCNT",
                                "3"),
                        List.of(),
                        null),
                new Remedy("this agent", Map.of(), Map.of(), List.of(), "mode=enforce"));
    }

    private static Remedy sysctls(String name, Map<String, String> sysctls) {
        return new Remedy(name, new LinkedHashMap<>(sysctls), Map.of(), List.of(), null);
    }

    /** Sets the host's part of it. */
    public void prepare(Host host) {
        sysctls.forEach(host::sysctl);
    }

    /** The beginning of a command for a JVM that has its part of it. */
    public List<String> java() {
        List<String> command = new ArrayList<>(List.of(
                Jdks.running().resolve("bin/java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC"));
        if (flag != null) {
            command.add("-javaagent:" + Built.AGENT + "=" + flag);
        }
        return command;
    }
}
