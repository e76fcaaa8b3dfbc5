package io.kafkatcp.report.finding;

import io.kafkatcp.core.record.Verdict;
import io.kafkatcp.recordfile.row.FileRecord;
import io.kafkatcp.report.Formats;

/** The finding for connects that were answered only when the SYN had been sent again. */
public final class LateSyns {

    private long opened;
    private long late;

    /** @param record of a connection that opened */
    public void opened(FileRecord record) {
        opened++;
        late += record.verdict() == Verdict.SYN_ANSWERED_LATE ? 1 : 0;
    }

    /** Null where there is none. */
    Finding finding() {
        if (late == 0) {
            return null;
        }
        return new Finding(Formats.count(late, "connect") + " " + Formats.was(late)
                        + " answered only when the SYN had been sent again")
                .evidence("Of " + Formats.count(opened, "connection") + " that opened. Each waited a second or more.")
                .change("Look on the broker whether its queue of connections overflows; else packets are lost on the "
                        + "way.")
                .command("nstat -az TcpExtListenOverflows TcpExtListenDrops TcpExtTCPReqQFullDrop")
                .sure(Finding.Certainty.POSSIBLE, "a lost SYN, a lost answer and a full queue look the same from here")
                .surer("those counters on the broker, and retransmissions on connections that are open")
                .weighs(0, late);
    }
}
