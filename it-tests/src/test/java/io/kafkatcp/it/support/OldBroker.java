package io.kafkatcp.it.support;

import io.kafkatcp.lab.Host;
import io.kafkatcp.lab.broker.Broker;
import io.kafkatcp.lab.broker.BrokerConfig;
import java.time.Duration;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A broker that still speaks to the oldest clients, on loopback, for all tests of a class. */
public final class OldBroker implements BeforeAllCallback, AfterAllCallback {

    private Broker broker;

    public static Broker start() {
        return Broker.start(Host.local(), Built.old(BrokerConfig.onLoopback())).awaitReady(Duration.ofSeconds(120));
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        broker = start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (broker != null) {
            broker.close();
        }
    }

    public Broker broker() {
        return broker;
    }
}
