package io.kafkatcp.core.flow.virtual;

import io.kafkatcp.core.flow.judge.Verifier;

/** The agent's own connect in the virtual kernel: a SYN after 0, 1, 3 and 7 s, and later a FIN with its timeouts. */
public final class VirtualConnect implements Verifier.Verification {

    private final VirtualTime time;
    private final VirtualPath path;
    private State state = State.PENDING;

    public VirtualConnect(VirtualTime time, VirtualPath path) {
        this.time = time;
        this.path = path;
        send(State.PENDING, State.OPEN, 1_000);
    }

    private void send(State during, State then, double againMs) {
        if (state != during) {
            return;
        }
        path.out(() -> path.back(() -> {
            if (state == during) {
                state = then;
            }
        }));
        time.in(againMs, () -> send(during, then, againMs * 2));
    }

    @Override
    public State look() {
        return state;
    }

    @Override
    public void end() {
        state = State.ENDING;
        send(State.ENDING, State.ENDED, 200 + path.roundTripNowMs());
    }

    @Override
    public void close() {
        state = State.FAILED;
    }

    @Override
    public int localPort() {
        return 40_000;
    }

    @Override
    public String error() {
        return null;
    }
}
