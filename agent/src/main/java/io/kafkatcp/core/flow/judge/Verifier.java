package io.kafkatcp.core.flow.judge;

import io.kafkatcp.core.thread.OnAgentThread;

/** Connects from a new port to a peer, without a byte, to learn whether the way is open. Never waits. */
@OnAgentThread
public interface Verifier {

    /** @return null where no connect can be made */
    Verification connect(Flow flow);

    /** The same to the peer of an idle one. */
    Verification connect(IdleFlow idleFlow);

    /** One such connection, which answers twice: by the peer's SYN-ACK, and by its acknowledgement of our FIN. */
    public interface Verification {

        enum State {
            PENDING,
            OPEN,
            ENDING,
            ENDED,
            FAILED
        }

        State look();

        /** Sends the FIN. */
        void end();

        /** Whatever it is, it is closed now. */
        void close();

        /** -1 where it has none. */
        int localPort();

        /** Why it failed, in the kernel's words, or null. */
        String error();
    }
}
