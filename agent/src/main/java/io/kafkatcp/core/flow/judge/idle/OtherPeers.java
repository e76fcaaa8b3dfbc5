package io.kafkatcp.core.flow.judge.idle;

import io.kafkatcp.core.flow.judge.Connects;
import io.kafkatcp.core.flow.judge.IdleFlow;
import io.kafkatcp.core.thread.OnAgentThread;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Compares a suspect with idle connections to other peers, where its own peer has none and nothing is known of what the
 * network loses: flows to several peers that died at once were not lost by chance. Pure but for probes and connects.
 */
@OnAgentThread
public final class OtherPeers {

    /** One finding needs no more, and each may cost a connect. */
    public static final int MOST = 2;

    public static final long LONGEST_REST_MS = IdleProbes.LONGEST_REST_MS;

    private static final long LONGEST_NS = 3_000_000_000L;

    private final List<ComparedIdle> compared = new ArrayList<>();
    private final Connects connects;

    public OtherPeers(Connects connects) {
        this.connects = connects;
    }

    public boolean isComparing() {
        return !compared.isEmpty();
    }

    public void ask(IdleFlow idleFlow, long nowNs) {
        if (idleFlow.restedMs() <= LONGEST_REST_MS && compared.size() < MOST && idleFlow.ask()) {
            compared.add(new ComparedIdle(new ProbedIdle(idleFlow, nowNs)));
        }
    }

    public void look(boolean verifies, long nowNs) {
        for (Iterator<ComparedIdle> each = compared.iterator(); each.hasNext(); ) {
            ComparedIdle one = each.next();
            ProbedIdle probedIdle = one.probedIdle();
            if (!probedIdle.idleFlow.isAsked() || nowNs - probedIdle.sinceNs >= LONGEST_NS) {
                one.close();
                probedIdle.idleFlow.rest();
                each.remove();
            } else {
                probedIdle.askAgain(nowNs);
                one.look(connects, verifies, nowNs);
            }
        }
    }

    /** Whether one of them has died, and none of them answers. */
    public boolean haveDied() {
        boolean dead = false;
        for (ComparedIdle one : compared) {
            if (one.answers()) {
                return false;
            }
            dead |= one.isDead();
        }
        return dead;
    }

    /**
     * The suspect was found dead: those that died with it are ended too, or Kafka would send its next request on one of
     * them, and the connect that could tell has been made.
     *
     * @param lossy whether packets were lost lately that came through when they were sent again
     * @return their peers
     */
    public List<String> endDead(boolean lossy) {
        List<String> peers = new ArrayList<>();
        for (Iterator<ComparedIdle> each = compared.iterator(); each.hasNext(); ) {
            ComparedIdle one = each.next();
            if (one.isProvedDead(lossy)) {
                one.probedIdle().idleFlow.end();
                peers.add(one.probedIdle().idleFlow.peer());
                each.remove();
            }
        }
        return peers;
    }

    /** They are left to whoever asks all that rest. */
    public void release() {
        for (ComparedIdle one : compared) {
            one.close();
            one.probedIdle().idleFlow.release();
        }
        compared.clear();
    }
}
