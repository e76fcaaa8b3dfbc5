package io.kafkatcp.it.support;

import io.kafkatcp.it.apps.ConnectFromEach;
import io.kafkatcp.lab.Host;
import io.kafkatcp.lab.path.SlowPath;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Two paths of equal cost to the lab's broker, between which a router before the producer's host chooses by addresses
 * and ports. Which port takes which is learned from what each path passes on.
 */
public final class TwoPaths {

    private static final int FIRST_PORT = 40_000;
    private static final int PORTS = 64;
    private static final int ROUND_TRIP_MS = 2;

    private static final String SEEN = String.join(
            "\n",
            "table inet paths {",
            "  set ports { type inet_service; flags dynamic; size 1024; }",
            "  chain passing {",
            "    type filter hook forward priority 0; policy accept;",
            "    ip daddr " + BrokerLab.ADDRESS + " tcp dport 9092 update @ports { tcp sport }",
            "  }",
            "}",
            "");

    private final BrokerLab lab;
    private final int number;
    private final Host fork;
    private final Host producer;
    private final String address;
    private final Map<Integer, Integer> pathByPort = new TreeMap<>();

    /** @param number from 1 on, another for each */
    public TwoPaths(BrokerLab lab, int number) throws InterruptedException {
        this.lab = lab;
        this.number = number;
        this.fork = lab.lab().host("fork" + number);
        // as on a wire a packet loses the hash of its socket, which is a new one at each RTO (sk_rethink_txhash) and by
        // which the fork would choose (fib_multipath_hash); between namespaces it would keep it
        SlowPath wire = SlowPath.to(lab.lab(), number, fork, BrokerLab.ADDRESS, ROUND_TRIP_MS, 0);
        this.producer = wire.producer();
        this.address = wire.address();
        lay();
        learn();
    }

    /** Between the fork and a path's router. */
    private String near(int path) {
        return "10." + (100 + number) + "." + path + ".";
    }

    private String far(int path) {
        return "10." + (100 + number) + "." + (10 + path) + ".";
    }

    private void lay() {
        for (int path = 1; path <= 2; path++) {
            Host router = router(path);
            lab.lab().link(fork, near(path) + "1/30", router, near(path) + "2/30");
            lab.lab().link(router, far(path) + "1/30", lab.host(), far(path) + "2/30");
            router.forward();
            router.route(BrokerLab.ADDRESS + "/32", far(path) + "2");
            router.route(address + "/32", near(path) + "1");
            router.runWithInput(SEEN, "nft", "-f", "-");
            answersMayTakeTheOtherPath(router);
        }
        fork.forward();
        answersMayTakeTheOtherPath(fork);
        answersMayTakeTheOtherPath(lab.host());
        lab.host().route(address + "/32", far(1) + "1");
        fork.sysctl("net.ipv4.fib_multipath_hash_policy", "1");
        fork.run(("ip route add " + BrokerLab.ADDRESS + "/32 nexthop via " + near(1) + "2 nexthop via " + near(2) + "2")
                .split(" "));
        producer.sysctl("net.ipv4.ip_local_port_range", FIRST_PORT + " " + (FIRST_PORT + PORTS - 1));
    }

    private static void answersMayTakeTheOtherPath(Host host) {
        host.run("sh", "-c", "for one in /proc/sys/net/ipv4/conf/*/rp_filter; do echo 0 > $one; done");
    }

    private void learn() {
        producer.run(
                Jdks.running().resolve("bin/java").toString(),
                "-cp",
                Built.bareClassPath(),
                ConnectFromEach.class.getName(),
                address,
                String.valueOf(FIRST_PORT),
                String.valueOf(PORTS),
                BrokerLab.ADDRESS,
                "9092");
        for (int path = 1; path <= 2; path++) {
            for (int port : seen(path)) {
                pathByPort.put(port, path);
            }
        }
        if (pathByPort.size() != PORTS || new HashSet<>(pathByPort.values()).size() != 2) {
            throw new AssertionError("not every port takes one of two paths: " + pathByPort);
        }
    }

    private Set<Integer> seen(int path) {
        return Pattern.compile("\\b4\\d{4}\\b")
                .matcher(router(path).run("nft", "list", "set", "inet", "paths", "ports"))
                .results()
                .map(MatchResult::group)
                .map(Integer::valueOf)
                .collect(Collectors.toSet());
    }

    public Host producer() {
        return producer;
    }

    public int pathOf(int port) {
        return pathByPort.get(port);
    }

    /** All other ports are reserved, so that nobody's luck decides. */
    public void newConnectionsTake(int... paths) {
        String others = pathByPort.entrySet().stream()
                .filter(port -> Arrays.stream(paths).noneMatch(path -> path == port.getValue()))
                .map(port -> port.getKey().toString())
                .collect(Collectors.joining(","));
        // nothing is written where nothing is reserved: an empty line is
        producer.sysctl("net.ipv4.ip_local_reserved_ports", others + "\n");
    }

    /** From now on whatever takes that path towards the broker is lost; answers come back as before. */
    public void goDark(int path) {
        router(path).run(("nft insert rule inet paths passing ip daddr " + BrokerLab.ADDRESS + " drop").split(" "));
    }

    public void comeBack() {
        IntStream.rangeClosed(1, 2)
                .forEach(path -> router(path).run("nft", "flush", "chain", "inet", "paths", "passing"));
    }

    private Host router(int path) {
        return lab.lab().host("path" + number + "-" + path);
    }
}
