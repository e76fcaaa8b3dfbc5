package io.kafkatcp.core.connection;

import java.util.List;

/** Why a batch expired, from what happened on the client's connections while it waited: evidence in, verdict and words out. Pure. */
final class ExpiryEvidence {

    private static final String NEVER_SENT = "never_sent";

    final String verdict;
    final String text;

    private ExpiryEvidence(String verdict, String text) {
        this.verdict = verdict;
        this.text = text;
    }

    /**
     * @param incidents while the batch waited, the leader's first: a dead leader's connection and then a dead metadata connection are a chain
     * @param leader its node id, or null where the metadata knows none
     * @param retransmits of the leader's open connection now, or -1 where there is none or it cannot be asked
     */
    static ExpiryEvidence of(List<Incident> incidents, String leader, boolean inFlight, int retransmits) {
        if (!incidents.isEmpty()) {
            return new ExpiryEvidence(incidents.get(0).verdict, chain(incidents));
        }
        if (leader == null) {
            return new ExpiryEvidence(NEVER_SENT, "the partition has no leader that the client knows of");
        }
        if (retransmits > 0) {
            return new ExpiryEvidence(FirstSendVerdict.FLOW_BLACKHOLED,
                    "the connection to its leader, node " + leader + ", is open, and what was sent on it has been sent again "
                            + (retransmits == 1 ? "once" : retransmits + " times") + " without an ACK");
        }
        if (inFlight && retransmits == 0) {
            return new ExpiryEvidence(FirstSendVerdict.BROKER_SILENT,
                    "its leader's kernel, node " + leader + ", acknowledged the request, and Kafka did not answer");
        }
        return new ExpiryEvidence(FirstSendVerdict.UNDETERMINED,
                retransmits < 0 ? "there is no connection to its leader, node " + leader + ", and no failed attempt of one"
                        : "the connection to its leader, node " + leader + ", is open and the request was not sent");
    }

    private static String chain(List<Incident> incidents) {
        StringBuilder text = new StringBuilder();
        for (Incident incident : incidents) {
            text.append(text.length() == 0 ? "" : "; then ").append(incident.text);
        }
        return text.toString();
    }
}
