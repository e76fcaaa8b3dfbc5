package io.kafkatcp.lab.path;

import io.kafkatcp.lab.Host;
import io.kafkatcp.lab.Lab;
import io.kafkatcp.lab.LabException;
import io.kafkatcp.lab.broker.BrokerJava;
import io.kafkatcp.lab.process.Running;
import io.kafkatcp.lab.process.Tail;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A producer's host whose only way to the broker is long and loses packets. The kernels at both ends put each packet
 * into a datagram (VXLAN), and a relay between them holds it back or drops it: no qdisc is needed for that, which many
 * kernels lack, and both ends keep their own TCP.
 */
public record SlowPath(Host producer, String address, Running relay) {
    private static final int VXLAN_PORT = 4789;

    /** Numbered from 1 to 254, like a {@link Site}, and apart from all of them. */
    public static SlowPath to(Lab lab, int number, Host broker, String brokerAddress, int roundTripMs, int lossPercent)
            throws InterruptedException {
        Host producer = lab.host("far" + number);
        Host between = lab.host("relay" + number);
        String near = "10.2." + number + ".";
        String far = "10.3." + number + ".";
        String inside = "10.4." + number + ".";
        lab.link(producer, near + "1/30", between, near + "2/30");
        lab.link(between, far + "1/30", broker, far + "2/30");
        tunnel(producer, number, near + "2", inside + "1/30");
        tunnel(broker, number, far + "1", inside + "2/30");
        producer.route(brokerAddress + "/32", inside + "2");
        return new SlowPath(producer, inside + "1", relay(between, near, far, roundTripMs, lossPercent));
    }

    private static void tunnel(Host host, int number, String relay, String address) {
        String device = "slow" + number;
        host.run(
                "ip",
                "link",
                "add",
                device,
                "type",
                "vxlan",
                "id",
                Integer.toString(number),
                "remote",
                relay,
                "dstport",
                Integer.toString(VXLAN_PORT));
        // one segment in each packet: a relay cannot cut one up
        host.run("ip", "link", "set", device, "gso_max_segs", "1");
        host.address(device, address);
    }

    private static Running relay(Host between, String near, String far, int roundTripMs, int lossPercent)
            throws InterruptedException {
        CountDownLatch ready = new CountDownLatch(1);
        Tail errors = new Tail(10);
        Running relay = between.start(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-XX:-UsePerfData",
                        "-cp",
                        BrokerJava.ownCode().toString(),
                        SlowRelay.class.getName(),
                        near + "2",
                        near + "1",
                        far + "1",
                        far + "2",
                        Integer.toString(VXLAN_PORT),
                        Integer.toString(roundTripMs / 2),
                        Integer.toString(lossPercent)),
                Map.of(),
                line -> ready.countDown(),
                errors::accept);
        if (!ready.await(30, TimeUnit.SECONDS)) {
            throw new LabException("the relay did not begin:\n" + errors.text());
        }
        return relay;
    }
}
