package io.kafkatcp.core.flow;

/**
 * What is known about the flow of one connection: it decides how long its data may stay unacknowledged. Changed by
 * {@link FlowStateMachine} alone, on the client's network thread or the agent's, under its own monitor.
 */
public final class FlowState {

    /** In the words of a status. */
    public enum State {
        /** Requests flow. */
        TRUSTED,
        /** Nothing has been sent or read for some time: only keepalive probes go out. */
        RESTING,
        /** The first request after rest is under way, and nothing has come back yet. */
        DOUBTFUL,
        /** It rests, another connection was found dead, and so the kernel probes this one. */
        PROBED
    }

    private volatile State state = State.TRUSTED;
    /** The kernel's retransmission timeout when it came to rest, or -1. */
    private volatile int rtoMs = -1;
    /** When it was probed last, on the agent's thread alone; 0 for never. */
    private long probedNs;
    /**
     * The user timeout that its socket had before the agent set one, where the agent sets none to trusted ones; else
     * -1.
     */
    private int kernelsOwnMs = -1;
    /** Whether a probe was unanswered when its last first send came. */
    private volatile boolean probedInVain;
    /** What the socket had before it was probed, or null. */
    private int[] beforeProbe;
    /** Whether its user timeout is that of a trusted one although it is in doubt. */
    private boolean doubtLifted;
    /** Whether its user timeout was lengthened because its peer's window is closed. */
    private boolean waitsForWindow;

    boolean waitsForWindow() {
        return waitsForWindow;
    }

    void waitsForWindow(boolean value) {
        waitsForWindow = value;
    }

    boolean isDoubtLifted() {
        return doubtLifted;
    }

    void doubtLifted(boolean value) {
        doubtLifted = value;
    }

    public State state() {
        return state;
    }

    public void state(State state) {
        this.state = state;
    }

    /** Asked for each request: one read. */
    public boolean isQuiet() {
        State now = state;
        return now == State.RESTING || now == State.PROBED;
    }

    public int rtoMs() {
        return rtoMs;
    }

    public void rtoMs(int value) {
        rtoMs = value;
    }

    long probedNs() {
        return probedNs;
    }

    void probedNs(long value) {
        probedNs = value;
    }

    int kernelsOwnMs() {
        return kernelsOwnMs;
    }

    void kernelsOwnMs(int value) {
        kernelsOwnMs = value;
    }

    public boolean probedInVain() {
        return probedInVain;
    }

    public void probedInVain(boolean value) {
        probedInVain = value;
    }

    int[] beforeProbe() {
        return beforeProbe;
    }

    void beforeProbe(int[] value) {
        beforeProbe = value;
    }
}
