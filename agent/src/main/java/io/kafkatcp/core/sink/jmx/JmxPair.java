package io.kafkatcp.core.sink.jmx;

import io.kafkatcp.core.record.Record;

/**
 * How often one address of this host's reached one of a broker's, and how often not, so that a pair that fails alone is
 * told from a broker that is down. Written on the agent's thread, read on any.
 */
public final class JmxPair extends JmxBean {

    private volatile long worked;
    private volatile long failed;

    JmxPair() {
        super(
                "What worked between two addresses, and what failed",
                "Worked",
                "connects that worked, and minutes of traffic on open connections",
                "Failed",
                "connects that failed, and first sends after idle that stalled");
    }

    void add(Record record) {
        switch (record.event()) {
            case CONNECTION_OPENED:
            case CONNECTION_ALIVE:
                worked += 1;
                break;
            case CONNECT_FAILED:
            case POST_IDLE_STALLED:
                failed += 1;
                break;
            default:
        }
    }

    @Override
    long value(String attribute) {
        return attribute.equals("Worked") ? worked : failed;
    }
}
