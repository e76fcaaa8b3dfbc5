package io.kafkatcp.core.flow.judge;

import io.kafkatcp.core.thread.OnAgentThread;

/** One connection on which nothing waits, which the kernel can probe. */
@OnAgentThread
public interface IdleFlow {

    /** {@code address:port} */
    String peer();

    /** How long nothing was sent or read when it was asked first. */
    long restedMs();

    /** The retransmission timeout, or -1. */
    int rtoMs();

    /** Probes it at once. @return false where the kernel cannot */
    boolean ask();

    /** Probes it once more. */
    void askAgain();

    /** Whether it is still idle and being probed. */
    boolean isAsked();

    /** Probes since the peer's last answer: one system call. @return -1 where the socket is gone */
    int unanswered();

    /** It is probed no more, and gets back what it had. */
    void rest();

    /** The same, and others may have it probed at once. */
    void release();

    /** Nothing more is read from it, so that Kafka's own poll finds its end and closes it. */
    void end();
}
