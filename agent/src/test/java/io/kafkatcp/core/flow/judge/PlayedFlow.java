package io.kafkatcp.core.flow.judge;

/** A flow whose kernel sends a request again after 0.2, 0.6, 1.4, 3.0 and 6.2 s, until it is acknowledged. */
class PlayedFlow implements Flow {

    private final PlayedJudge played;
    private final String peer;
    WatchedFlow watched;
    long requests;
    long responses;
    boolean large;
    boolean enforced = true;
    boolean endable = true;
    boolean heard = true;
    boolean foundWaiting;
    boolean gone;
    boolean acknowledged;
    /** What it sends is acknowledged until then, and nothing after it. */
    long acknowledgedUntilMs;

    boolean windowClosed;
    int unansweredProbes;
    /** How long the kernel was told to wait for the window, or 0. */
    long waitsMs;

    int ended;
    int asked;
    int tableReads;
    private long sentMs;

    PlayedFlow(PlayedJudge played, String peer) {
        this.played = played;
        this.peer = peer;
    }

    void send() {
        requests++;
        sentMs = played.atMs;
    }

    @Override
    public String peer() {
        return peer;
    }

    @Override
    public long requests() {
        return requests;
    }

    @Override
    public long responses() {
        return responses;
    }

    @Override
    public long lastNs() {
        return sentMs * PlayedJudge.MS + 1;
    }

    @Override
    public boolean onlyLargeWait() {
        return large;
    }

    @Override
    public long patienceNs() {
        return 200 * PlayedJudge.MS;
    }

    @Override
    public int rtoMs() {
        return 200;
    }

    @Override
    public boolean wasFoundWaiting() {
        return foundWaiting;
    }

    @Override
    public int retransmits() {
        asked++;
        int count = 0;
        long stuckMs = Math.max(sentMs, acknowledgedUntilMs);
        for (long next = 200; next <= played.atMs - stuckMs; next = 2 * next + 200) {
            count++;
        }
        return gone ? -1 : acknowledged || responses == requests ? 0 : count;
    }

    @Override
    public boolean wasHeard() {
        return heard;
    }

    @Override
    public boolean isWindowClosed() {
        tableReads++;
        return windowClosed;
    }

    @Override
    public int unansweredProbes() {
        return unansweredProbes;
    }

    @Override
    public void waitLonger(long waitedMs) {
        waitsMs = waitedMs;
    }

    @Override
    public void waitAsUsual() {
        waitsMs = 0;
    }

    @Override
    public boolean isEnforced() {
        return enforced;
    }

    @Override
    public boolean end() {
        ended++;
        return endable;
    }
}
