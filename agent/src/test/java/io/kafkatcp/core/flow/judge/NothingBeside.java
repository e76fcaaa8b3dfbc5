package io.kafkatcp.core.flow.judge;

/** What a test is told of flows beside which there is no other to compare with. */
abstract class NothingBeside implements FlowVerdicts {

    @Override
    public void suspected(WatchedFlow flow, long nowNs) {}

    @Override
    public boolean areOthersSilent(String peer) {
        return false;
    }

    @Override
    public boolean haveOtherPeersDied(WatchedFlow flow, long nowNs) {
        return false;
    }

    @Override
    public boolean isConnecting(String peer) {
        return false;
    }
}
