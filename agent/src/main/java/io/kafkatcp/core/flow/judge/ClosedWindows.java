package io.kafkatcp.core.flow.judge;

import io.kafkatcp.core.record.Verdict;
import io.kafkatcp.core.thread.OnAgentThread;

/**
 * Flows whose peer's window is closed at two looks in a row: that broker does not read. The kernel itself would give up
 * after user-timeout, counted from when the window closed, however often its probes are acknowledged; it is told to
 * wait on as long as they are.
 */
@OnAgentThread
final class ClosedWindows {

    private final FlowVerdicts verdicts;

    ClosedWindows(FlowVerdicts verdicts) {
        this.verdicts = verdicts;
    }

    void look(WatchedFlow watched, long nowNs) {
        Flow flow = watched.flow();
        if (!flow.isWindowClosed()) {
            opened(watched, nowNs);
            return;
        }
        if (flow.unansweredProbes() == 0) {
            flow.waitLonger(watched.waitedMs(nowNs));
            // a busy broker's window is closed for a moment as well, when the line or the request is what is slow
            if (watched.isWindowClosed() && !watched.isWindowTold()) {
                watched.windowTold(true);
                verdicts.judged(watched, Verdict.BROKER_NOT_READING, -1, nowNs);
            }
        }
        watched.windowClosed(true);
    }

    void opened(WatchedFlow watched, long nowNs) {
        if (!watched.isWindowClosed()) {
            return;
        }
        watched.windowClosed(false);
        watched.flow().waitAsUsual();
        if (watched.isWindowTold()) {
            watched.windowTold(false);
            verdicts.acknowledged(watched, Verdict.BROKER_NOT_READING, nowNs);
        }
    }
}
