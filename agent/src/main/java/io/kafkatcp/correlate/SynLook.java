package io.kafkatcp.correlate;

import io.kafkatcp.correlate.fleet.Pair;
import io.kafkatcp.correlate.fleet.Run;
import io.kafkatcp.correlate.host.HostFile;
import io.kafkatcp.correlate.host.SocketSamples;
import java.util.Collection;

/**
 * How far a failing pair's SYN came, by the broker's own kernel: it keeps a socket in SYN_RECV for one that it
 * answered, and counts those that it dropped. Pure.
 */
final class SynLook {

    enum Result {
        /** It came, and the answer did not come back. */
        ANSWERED,
        /** The listener had no room for it. */
        NO_ROOM,
        NEVER_SEEN,
        /** There is something, and it proves nothing. */
        DOUBT,
        NOTHING
    }

    private static final SynLook NOTHING = new SynLook(Result.NOTHING, null);
    /** Linux sends a SYN-ACK again for so long by default, net.ipv4.tcp_synack_retries being 5. */
    private static final long KEPT_MS = 63_000;

    final Result result;
    /** A clause of a sentence; null for {@link Result#NOTHING}. */
    final String words;

    private SynLook(Result result, String words) {
        this.result = result;
        this.words = words;
    }

    boolean is(Result other) {
        return result == other;
    }

    /**
     * @param file the broker's, or null
     * @param others the broker's pairs, this one among them
     */
    static SynLook in(HostFile file, Pair pair, Run run, Collection<Pair> others) {
        SocketSamples sockets = file == null ? null : file.sockets();
        if (sockets == null) {
            return NOTHING;
        }
        long collected = file.collectedMs();
        if (collected == HostFile.UNKNOWN || collected < run.firstMs() || collected > run.lastMs() + KEPT_MS) {
            return doubt("the broker's sockets were not collected while it failed");
        }
        long drops = sockets.grown("ListenDrops");
        long overflows = sockets.grown("ListenOverflows");
        boolean isAnothers = file.isOfAnotherThan(pair.peerIp);
        if (sockets.isFull(pair.port) && overflows > 0 && !isAnothers) {
            return new SynLook(
                    Result.NO_ROOM,
                    "the broker's queue of connections to accept at port " + pair.port
                            + " is full, and its kernel dropped " + overflows
                            + " SYNs or last ACKs for it meanwhile (ListenOverflows)");
        }
        long retransmits = sockets.synAckRetransmits(pair.port, pair.localIp);
        if (retransmits >= 0) {
            return new SynLook(
                    Result.ANSWERED,
                    "the broker's kernel has the SYN of " + pair.localIp + " (a socket in SYN_RECV) and sent its "
                            + "answer again " + retransmits + " times: the answer is lost on its way back");
        }
        return isAnothers
                ? doubt("the broker's file lists its host's addresses and " + pair.peerIp + " is none of them, so"
                        + " something between changes addresses and may have others to choose from (a load balancer, a"
                        + " NodePort), or it is another host's file")
                : unseen(sockets, pair, others, drops);
    }

    private static SynLook unseen(SocketSamples sockets, Pair pair, Collection<Pair> others, long drops) {
        String none = "the broker's kernel has no socket in SYN_RECV for " + pair.localIp;
        if (!sockets.isSampled()) {
            return doubt(none + ", but it was looked at once alone");
        }
        if (!sockets.listensAt(pair.port)
                || others.stream().noneMatch(other -> other != pair && sockets.isConnected(pair.port, other.localIp))) {
            return doubt("the broker's sockets show no listener at port " + pair.port + " to which another of its "
                    + "producers is connected by its own address, so something between changes addresses (a load "
                    + "balancer, a NodePort, a container), or it is another host's file");
        }
        if (sockets.grown("SyncookiesSent") > 0) {
            return doubt(none + ", but it answers with SYN cookies, for which it keeps none");
        }
        if (drops > 0) {
            return doubt(none + ", and it dropped " + drops + " SYNs meanwhile though no queue at port " + pair.port
                    + " was full (ListenDrops), as it does without a route back: ip route get " + pair.localIp
                    + " on the broker");
        }
        long filtered = sockets.grown("IPReversePathFilter");
        return new SynLook(
                Result.NEVER_SEEN,
                none + ", while other producers are connected to it"
                        + (filtered > 0 ? "; its rp_filter dropped " + filtered + " packets meanwhile" : ""));
    }

    private static SynLook doubt(String words) {
        return new SynLook(Result.DOUBT, words);
    }
}
