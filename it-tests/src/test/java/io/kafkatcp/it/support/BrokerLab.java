package io.kafkatcp.it.support;

import io.kafkatcp.lab.Host;
import io.kafkatcp.lab.Lab;
import io.kafkatcp.lab.broker.Broker;
import io.kafkatcp.lab.path.Site;
import java.time.Duration;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One broker in a lab, and producers behind middleboxes of their own, for all tests of a class. */
public final class BrokerLab implements BeforeAllCallback, AfterAllCallback {

    public static final String ADDRESS = "10.99.0.1";

    private Lab lab;
    private Host host;
    private Broker broker;

    @Override
    public void beforeAll(ExtensionContext context) {
        lab = NeedsLab.open();
        host = lab.host("broker");
        host.address("lo", ADDRESS + "/32");
        broker = Broker.start(host, ADDRESS, 9092).awaitReady(Duration.ofSeconds(60));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (lab != null) {
            lab.close();
        }
    }

    public Lab lab() {
        return lab;
    }

    public Host host() {
        return host;
    }

    public Broker broker() {
        return broker;
    }

    /** @param number from 1 on, another for each */
    public Site site(int number) {
        return Site.behindMiddlebox(lab, number, host, ADDRESS);
    }
}
