package io.kafkatcp.lab.demo;

import io.kafkatcp.lab.Host;
import io.kafkatcp.lab.Lab;
import io.kafkatcp.lab.Subnet;
import io.kafkatcp.lab.path.Middlebox;
import io.kafkatcp.lab.path.Site;
import java.util.Optional;

/**
 * Where one scenario plays: the producer's host, the middlebox before it if there is one, and what ends the incident if
 * anything does.
 */
record ScenarioNetwork(Host producer, Optional<Middlebox> middlebox, Runnable repair) {
    private static final String SWITCH = "10.7.0";
    private static final int BROKER = 1;
    private static final int PRODUCER = 2;

    static ScenarioNetwork behindMiddlebox(Lab lab, int number, Host broker, String brokerAddress) {
        Site site = Site.behindMiddlebox(lab, number, broker, brokerAddress);
        return new ScenarioNetwork(site.producer(), Optional.of(site.middlebox()), () -> {});
    }

    /** On the broker's own switch, at an address for which the broker has a MAC that nobody has any more. */
    static ScenarioNetwork withStaleArp(Lab lab, int number, Host broker, String brokerAddress) {
        Subnet subnet = Subnet.in(lab, SWITCH);
        subnet.host(broker.name(), BROKER);
        Host producer = subnet.host("producer" + number, PRODUCER);
        producer.route(brokerAddress + "/32", subnet.address(broker));
        subnet.staleArp(broker, subnet.address(producer));
        return new ScenarioNetwork(
                producer, Optional.empty(), () -> subnet.deleteArp(broker, subnet.address(producer)));
    }

    long droppedPackets() {
        return middlebox.map(Middlebox::droppedPackets).orElse(0L);
    }
}
