package io.kafkatcp.it.support;

import io.kafkatcp.lab.Host;
import io.kafkatcp.lab.broker.Broker;
import io.kafkatcp.lab.broker.BrokerConfig;
import java.time.Duration;
import java.util.List;

/** A cluster on one host, at three ports. */
public final class ThreeBrokers {

    private ThreeBrokers() {}

    public static List<Broker> start(Host host, String address) {
        BrokerConfig first = BrokerConfig.at(address, 9092);
        List<Broker> brokers = List.of(
                Broker.start(host, first),
                Broker.start(host, BrokerConfig.joining(first, 2, address, 9192)),
                Broker.start(host, BrokerConfig.joining(first, 3, address, 9292)));
        brokers.forEach(broker -> broker.awaitReady(Duration.ofSeconds(90)));
        return brokers;
    }
}
