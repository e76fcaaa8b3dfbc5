package io.kafkatcp.core.flow;

import static io.kafkatcp.core.kernel.SocketOption.TCP_KEEPCNT;
import static io.kafkatcp.core.kernel.SocketOption.TCP_KEEPIDLE;
import static io.kafkatcp.core.kernel.SocketOption.TCP_KEEPINTVL;
import static io.kafkatcp.core.kernel.SocketOption.TCP_USER_TIMEOUT;

import io.kafkatcp.core.flow.virtual.SocketOptions;

/** What is so at each moment of a history, whatever happens in it. */
final class FlowInvariants {

    /** A probe sets four options and reads five; while a flow is suspect its kernel is asked twenty times a second. */
    private static final int MOST_CALLS_A_SECOND = 60;
    /** No round trip of a history is known better than that: four transmissions of 200 ms. */
    private static final int LEAST_DOUBT_MS = 1_400;

    private final FlowHistory history;
    private final Settings settings;

    FlowInvariants(FlowHistory history) {
        this.history = history;
        this.settings = history.settings;
    }

    /** Once a second. */
    void look() {
        for (SimulatedConnection one : history.jvm.connections) {
            if (!one.isEndedByAgent() && !history.jvm.isDetached()) {
                look(one);
            }
            long calls = one.socket.systemCalls() - one.callsBefore;
            one.callsBefore += calls;
            history.mostCalls = Math.max(history.mostCalls, calls);
            if (calls > MOST_CALLS_A_SECOND && !history.stallsClient) {
                history.fault(calls + " system calls for one connection in a second");
            }
            isDeadInTime(one);
        }
    }

    private void look(SimulatedConnection one) {
        FlowState flowState = one.connection.flowState();
        SocketOptions options = one.tcp.options;
        boolean probed = flowState.state() == FlowState.State.PROBED;
        if (!isUserTimeout(flowState, options.get(TCP_USER_TIMEOUT))
                || probed && options.get(TCP_KEEPIDLE) != 1
                || !probed && !isKeepalive(options)) {
            history.fault(flowState.state() + ", waits for window " + flowState.waitsForWindow() + ", doubt lifted "
                    + flowState.isDoubtLifted() + ": " + options);
        }
        if (flowState.waitsForWindow() && history.plant != Plant.WINDOW_CLOSES) {
            history.fault("the user timeout was lengthened, and no window is closed");
        }
    }

    private boolean isUserTimeout(FlowState flowState, int ms) {
        int trustedMs = settings.userTimeoutMs();
        switch (flowState.state()) {
            case TRUSTED:
                return flowState.waitsForWindow() ? ms > trustedMs && ms <= trustedMs + 31_000 : ms == trustedMs;
            case RESTING:
                return ms == settings.restingMs();
            case PROBED:
                return ms == 0;
            default:
                return flowState.waitsForWindow()
                        ? ms > trustedMs
                        : flowState.isDoubtLifted()
                                ? ms == trustedMs
                                : ms >= LEAST_DOUBT_MS && (trustedMs == 0 || ms <= trustedMs);
        }
    }

    private boolean isKeepalive(SocketOptions options) {
        return settings.keepalive()
                ? options.get(TCP_KEEPIDLE) == Settings.IDLE_SECONDS
                        && options.get(TCP_KEEPINTVL) == Settings.INTERVAL_SECONDS
                        && options.get(TCP_KEEPCNT) == Settings.COUNT
                : isKernelsOwnKeepalive(options);
    }

    private static boolean isKernelsOwnKeepalive(SocketOptions options) {
        return options.get(TCP_KEEPIDLE) == 7_200 && options.get(TCP_KEEPINTVL) == 75 && options.get(TCP_KEEPCNT) == 9;
    }

    /** What the agent has left behind stays as it was before it, or as a trusted one is. */
    void detached(boolean restored) {
        for (SimulatedConnection one : history.jvm.connections) {
            SocketOptions options = one.tcp.options;
            boolean asBefore = options.get(TCP_USER_TIMEOUT) == 0 && isKernelsOwnKeepalive(options);
            boolean trusted = options.get(TCP_USER_TIMEOUT) == settings.userTimeoutMs() && isKeepalive(options);
            if (restored ? !asBefore : !trusted) {
                history.fault("left as " + options);
            }
        }
    }

    private void isDeadInTime(SimulatedConnection one) {
        double cutMs = one.tcp.cutMs();
        if (cutMs < 0 || history.jvm.isDetached() || settings.userTimeoutMs() == 0) {
            return;
        }
        double stuckMs = one.tcp.stuckSinceMs();
        double sinceMs = history.time.nowMs() - Math.max(cutMs, stuckMs);
        // the first retransmission, from which the kernel counts; Kafka's poll; a stop
        double slackMs = 2_000 + 2 * one.tcp.rtoMs() + history.stoppedForMs();
        double boundMs;
        if (stuckMs >= 0) {
            boundMs = settings.userTimeoutMs();
        } else if (settings.keepalive() && !one.waits()) {
            // once more the idle time: a keepalive timer that runs out while something is in flight begins anew
            boundMs = (2 * Settings.IDLE_SECONDS + Settings.COUNT * Settings.INTERVAL_SECONDS) * 1_000.0;
        } else {
            return;
        }
        if (sinceMs > boundMs + slackMs) {
            history.fault("a dead connection is there after " + Math.round(sinceMs) + " ms, "
                    + one.connection.flowState().state() + " " + one.tcp.options);
        }
    }

    void atEnd() {
        history.slowestRecoveryMs = history.recoveryMs();
        if (history.slowestRecoveryMs > 3_500) {
            history.fault("all flows were cut, and a new one was there after " + history.slowestRecoveryMs + " ms");
        }
        if (history.slowestMs > 1_900) {
            history.fault("a dead flow was ended after " + history.slowestMs + " ms");
        }
    }
}
