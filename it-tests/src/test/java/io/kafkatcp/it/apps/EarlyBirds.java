package io.kafkatcp.it.apps;

import java.util.logging.LogManager;
import javax.management.MBeanServer;
import javax.management.MBeanServerBuilder;
import javax.management.MBeanServerDelegate;

/**
 * A log manager and a maker of MBean servers as application servers bring them, which say on standard output when they
 * come to be.
 */
public final class EarlyBirds {

    private EarlyBirds() {}

    /** For {@code java.util.logging.manager}. */
    public static final class Manager extends LogManager {
        public Manager() {
            System.out.println("log manager");
        }
    }

    /** For {@code javax.management.builder.initial}. */
    public static final class Builder extends MBeanServerBuilder {
        @Override
        public MBeanServer newMBeanServer(String defaultDomain, MBeanServer outer, MBeanServerDelegate delegate) {
            System.out.println("MBean server");
            return super.newMBeanServer(defaultDomain, outer, delegate);
        }
    }
}
