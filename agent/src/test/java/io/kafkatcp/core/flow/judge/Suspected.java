package io.kafkatcp.core.flow.judge;

/** A flow that is suspect, for tests in other rooms. */
public final class Suspected {

    private Suspected() {}

    public static WatchedFlow flowTo(String peer) {
        PlayedFlow flow = new PlayedJudge().stuck(peer);
        flow.watched.suspect(1, 0);
        return flow.watched;
    }
}
