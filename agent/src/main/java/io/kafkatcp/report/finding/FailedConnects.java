package io.kafkatcp.report.finding;

import io.kafkatcp.core.record.Verdict;
import io.kafkatcp.report.Analysis;
import io.kafkatcp.report.Cell;
import io.kafkatcp.report.Formats;
import io.kafkatcp.report.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What failed connects prove, one finding for each verdict of the schema. Pure. */
final class FailedConnects {

    private static final int NAMED = 2;

    private FailedConnects() {}

    static List<Finding> findings(Analysis data) {
        List<Finding> found = new ArrayList<>();
        for (Map.Entry<String, Long> entry : data.totals.failuresByVerdict().entrySet()) {
            found.add(finding(data, entry.getKey(), entry.getValue()));
        }
        return found;
    }

    private static Finding finding(Analysis data, String verdict, long failures) {
        long lost = data.losses.records(verdict);
        Finding finding = new Finding(title(verdict, failures))
                .evidence(where(data, verdict)
                        + (lost > 0
                                ? " " + Formats.count(lost, "record") + " " + Formats.was(lost) + " lost for it."
                                : ""));
        advise(finding, verdict);
        return finding.weighs(lost, failures);
    }

    private static String title(String verdict, long n) {
        String connects = Formats.count(n, "connect");
        switch (Verdict.named(verdict)) {
            case CONNECT_UNANSWERED:
                return connects + " got no answer: the SYN was sent again and nothing came back";
            case LOCAL_PORTS_EXHAUSTED:
                return connects + " found no free local port on the producer's own host";
            case CONNTRACK_FULL:
                return connects + " probably did not leave the producer's own host: its connection tracking was full";
            case HANDSHAKE_UNACKNOWLEDGED:
                return connects + " had the SYN answered, and what TLS or SASL sent then was never acknowledged";
            case CONNECT_REFUSED:
                return connects + " " + Formats.was(n) + " refused: the host is alive, the port is closed";
            case UNREACHABLE:
                return connects + " found no route, or the next hop does not answer ARP";
            case NAME_UNRESOLVED:
                return connects + " failed because a name was not resolved";
            case REJECTED:
                return connects + " failed in the TLS or SASL handshake";
            case BROKER_SILENT:
                return connects + " reached the broker's kernel and Kafka did not take part in the handshake";
            default:
                return connects + " failed, and the cause was not seen";
        }
    }

    private static void advise(Finding finding, String verdict) {
        switch (Verdict.named(verdict)) {
            case CONNECT_UNANSWERED:
                finding.change("If other producers reach the same broker: the broker may have a stale ARP "
                                + "entry for the producer's address.")
                        .command("java -jar kafka-tcp-agent.jar correlate FILES --broker HOST=FILE")
                        .sure(
                                Finding.Certainty.LIKELY,
                                "silence alone does not tell a dropped route from a stale ARP entry")
                        .surer("what the line of collect says on the broker while it fails, given to correlate");
                break;
            case LOCAL_PORTS_EXHAUSTED:
                finding.change("Find out who opens connections to the same broker all the time (a producer for each "
                                + "request, a reconnect loop), or widen the range.")
                        .command("sysctl net.ipv4.ip_local_port_range; ss -tan dst BROKER | awk '{print $1}' | sort |"
                                + " uniq -c")
                        .sure(Finding.Certainty.SURE, "the producer's own kernel said so")
                        .surer("the evidence of the record: how many ports were taken, and how many in TIME-WAIT");
                break;
            case CONNTRACK_FULL:
                finding.change("Raise net.netfilter.nf_conntrack_max on the producers' hosts, or find who fills the "
                                + "table.")
                        .command("sysctl net.netfilter.nf_conntrack_count net.netfilter.nf_conntrack_max")
                        .sure(
                                Finding.Certainty.LIKELY,
                                "the table was full and the SYN was sent again meanwhile; whether it would have been "
                                        + "answered is not known")
                        .surer("\"nf_conntrack: table full, dropping packet\" in the host's kernel log");
                break;
            case HANDSHAKE_UNACKNOWLEDGED:
                finding.change("Look first at the broker's queue of connections, which a slow or stopped broker does "
                                + "not empty; then at the MTU of the way (ping -M do).")
                        .command("nstat -az TcpExtListenOverflows TcpExtListenDrops TcpExtSyncookiesSent")
                        .sure(
                                Finding.Certainty.POSSIBLE,
                                "a full queue, SYN cookies, and a way that loses larger packets or went dark look "
                                        + "the same from here")
                        .surer("those counters on the broker, while it happens");
                break;
            case CONNECT_REFUSED:
                finding.change("Start the broker, or correct advertised.listeners and the port.")
                        .sure(
                                Finding.Certainty.SURE,
                                "the refusal came from the host itself, or a firewall that rejects")
                        .surer("the broker's log");
                break;
            case UNREACHABLE:
                finding.change("Look at the producers' routes, and at the neighbour named in the record.")
                        .sure(Finding.Certainty.SURE, "the producer's own kernel, or a router, said so")
                        .surer("ip neigh and ip route on the producer");
                break;
            case NAME_UNRESOLVED:
                finding.change("Look at DNS, and at the names in bootstrap.servers and advertised.listeners.")
                        .sure(Finding.Certainty.SURE, "the resolver said so")
                        .surer("the resolver's log");
                break;
            case REJECTED:
                finding.change("Look at certificates, their expiry, protocols and credentials; the record has "
                                + "the error's own words.")
                        .sure(Finding.Certainty.SURE, "the connection itself was established")
                        .surer("the broker's log");
                break;
            default:
                finding.change("Look at the records of the pairs below.")
                        .sure(Finding.Certainty.POSSIBLE, "nothing was seen but the failure")
                        .surer("the broker's log");
        }
    }

    /** Which pairs, from the matrix: the worst two by name. */
    private static String where(Analysis data, String verdict) {
        List<Cell> worst = new ArrayList<>();
        long pairs = 0;
        for (Cell cell : data.matrix.cells()) {
            if (cell.failedBy(verdict)) {
                pairs++;
                worst.add(cell);
                worst.sort(Matrix::worstFirst);
                worst.subList(Math.min(NAMED, worst.size()), worst.size()).clear();
            }
        }
        String names =
                worst.stream().map(cell -> cell.producer + " to " + cell.broker).collect(Collectors.joining(", "));
        return "In " + Formats.count(pairs, "pair") + " of producer and broker: " + names
                + (pairs > worst.size() ? " and others." : ".");
    }
}
