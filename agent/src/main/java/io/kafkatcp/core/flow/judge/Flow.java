package io.kafkatcp.core.flow.judge;

import io.kafkatcp.core.thread.OnAgentThread;

/** One established connection as the judgement sees it. */
@OnAgentThread
public interface Flow {

    /** {@code address:port}: flows to one of them can be compared. */
    String peer();

    /** Sent so far. */
    long requests();

    /** Read so far; requests are answered in their order. */
    long responses();

    /** When the last request was sent, or the last response read, by System.nanoTime. */
    long lastNs();

    /** Whether anything but its SYN-ACK was ever heard from the peer: else the peer may not have taken it yet. */
    boolean wasHeard();

    /** Whether a request that is larger than a segment waits, and none of that size was ever answered. */
    boolean onlyLargeWait();

    /** How long a request may wait before the kernel is asked. */
    long patienceNs();

    /**
     * How often its oldest unacknowledged segment has been sent again: one system call.
     *
     * @return -1 where the socket is gone
     */
    int retransmits();

    /** The retransmission timeout before any doubling, or -1. */
    int rtoMs();

    /** Whether the kernel waits for the peer to open its window: reads a table. */
    boolean isWindowClosed();

    /** Keepalive or window probes that are unanswered, or -1: one system call. */
    int unansweredProbes();

    /** The peer's kernel still acknowledges: has this one's give up only after user-timeout from now on. */
    void waitLonger(long waitedMs);

    /** What is unacknowledged is given user-timeout again, and no longer. */
    void waitAsUsual();

    /** Met at attach, with requests that wait. */
    boolean wasFoundWaiting();

    /** Whether it may be ended; else only what would have been done is told. */
    boolean isEnforced();

    /**
     * Nothing more is read from it, so that Kafka's own poll finds its end and closes it. @return false if it is gone
     */
    boolean end();
}
