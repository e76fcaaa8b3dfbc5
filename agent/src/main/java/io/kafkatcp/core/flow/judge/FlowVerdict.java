package io.kafkatcp.core.flow.judge;

/** What the evidence about a flow without acknowledgements proves, in the words of the schema. */
public enum FlowVerdict {
    /** The way to that peer is open for others, and for this flow it is not. */
    FLOW_BLACKHOLED("flow_blackholed"),
    /** Nothing else gets through to that peer either. */
    PEER_UNREACHABLE("peer_unreachable"),
    /** Nothing gets through to any peer. */
    NETWORK_UNREACHABLE("network_unreachable"),
    /** What is larger than a segment is lost, again on a new connection, and small requests are answered. */
    LARGE_PACKETS_LOST("large_packets_lost");

    private final String text;

    FlowVerdict(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    /** Whether more evidence cannot change it. */
    boolean isSettled() {
        return this == FLOW_BLACKHOLED || this == LARGE_PACKETS_LOST;
    }

    /** Whether the flow's end is what follows. */
    boolean isOfTheFlow() {
        return this == FLOW_BLACKHOLED;
    }
}
