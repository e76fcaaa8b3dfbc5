package io.kafkatcp.core.connection;

import io.kafkatcp.core.record.Counted;
import io.kafkatcp.core.record.Verdict;
import java.net.Inet6Address;
import java.net.InetAddress;

/** What a failed connect proves, and what that evidence does not exclude: evidence in, verdict and words out. Pure. */
final class ConnectVerdict {

    private ConnectVerdict() {}

    static Verdict of(String outcome, Connection connection) {
        switch (outcome) {
            case Outcome.TIMEOUT:
                return connection.isOpen() ? ofHandshake(connection.handshake()) : ofSyn(connection.handshake());
            case Outcome.NO_PORT:
                return mayLackAnAddress(connection.endpoints().peerAddress())
                        ? Verdict.UNDETERMINED
                        : Verdict.LOCAL_PORTS_EXHAUSTED;
            case Outcome.REFUSED:
                return Verdict.CONNECT_REFUSED;
            case Outcome.UNREACHABLE:
                return Verdict.UNREACHABLE;
            case Outcome.DNS:
                return Verdict.NAME_UNRESOLVED;
            case Outcome.TLS:
            case Outcome.AUTH:
                return Verdict.REJECTED;
            default:
                return Verdict.UNDETERMINED;
        }
    }

    private static Verdict ofSyn(Handshake handshake) {
        return handshake.trackingFull() == null ? Verdict.CONNECT_UNANSWERED : Verdict.CONNTRACK_FULL;
    }

    private static Verdict ofHandshake(Handshake handshake) {
        if (handshake.acknowledged() == null) {
            return Verdict.UNDETERMINED;
        }
        return handshake.acknowledged() ? Verdict.BROKER_SILENT : Verdict.HANDSHAKE_UNACKNOWLEDGED;
    }

    /**
     * Of IPv4 the kernel has but one reason to say "Cannot assign requested address" to a socket that nobody has bound
     * (inet_hash_connect); of IPv6 it may have no source address either (ipv6_dev_get_saddr).
     */
    static boolean mayLackAnAddress(InetAddress peer) {
        return peer == null || peer instanceof Inet6Address;
    }

    /** Follows the error, and ends the sentence of the log. */
    static String sentence(String outcome, Connection connection) {
        if (outcome.equals(Outcome.NO_PORT)) {
            return ": the kernel has no free port for another connection to this peer"
                    + (mayLackAnAddress(connection.endpoints().peerAddress())
                            ? ", or no address of its own towards it."
                            : ".");
        }
        if (!outcome.equals(Outcome.TIMEOUT)) {
            return ".";
        }
        return connection.isOpen() ? ofHandshake(connection) : ofSyn(connection);
    }

    private static String ofHandshake(Connection connection) {
        Handshake handshake = connection.handshake();
        if (handshake.acknowledged() == null) {
            return ".";
        }
        return handshake.acknowledged()
                ? "; its kernel, or a proxy on the way, had acknowledged what was sent, so the way is open."
                : "; what was sent was not acknowledged, though the SYN was answered: the broker's queue of accepted"
                        + " connections may be full (on the broker: nstat -az TcpExtListenOverflows, and SYN cookies),"
                        + " or the way loses what is larger than a SYN, or it is dark since.";
    }

    private static String ofSyn(Connection connection) {
        Handshake handshake = connection.handshake();
        int again = connection.handshake().synRetransmits();
        if (again < 1) {
            return ".";
        }
        if (handshake.trackingFull() != null) {
            return "; the SYN was sent again " + Counted.times(again)
                    + " while this host's connection tracking was full ("
                    + handshake.trackingFull() + "), so that it probably did not leave: raise"
                    + " net.netfilter.nf_conntrack_max, or look with conntrack -L for who fills it. "
                    + "Whether it would have been answered is not known.";
        }
        return "; the SYN was sent again " + Counted.times(again)
                + " and nothing came back. If other clients reach this broker, look first for "
                + connection.endpoints().localIp()
                + " in the broker's ARP table, then for "
                + connection.endpoints().peerIp() + " in this host's.";
    }

    /** Of one that opened, or null. */
    static Verdict ofOpened(Connection connection) {
        return connection.handshake().synRetransmits() > 0 ? Verdict.SYN_ANSWERED_LATE : null;
    }
}
