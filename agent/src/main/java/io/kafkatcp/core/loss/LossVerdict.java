package io.kafkatcp.core.loss;

import io.kafkatcp.core.connection.incident.Incident;
import io.kafkatcp.core.record.Verdict;
import java.util.List;

/**
 * Why records were lost, from what happened on the client's connections while they waited: evidence in, verdict and
 * words out. Pure.
 */
public final class LossVerdict {

    /** Of a hundred brokers that are gone at once, the first few say what there is to say. */
    private static final int MOST_TOLD = 5;

    private final Verdict verdict;
    private final String text;

    private LossVerdict(Verdict verdict, String text) {
        this.verdict = verdict;
        this.text = text;
    }

    /**
     * @param incidents while the records waited, the leader's first: a dead leader's connection and then a dead
     *     metadata connection are a chain
     * @param unsent why the batch was not sent, as far as the client itself is the reason, or null
     * @param silences nodes that acknowledge and do not answer
     * @param otherwise what is left to say where all of those are empty
     */
    static LossVerdict of(List<Incident> incidents, String unsent, List<Incident> silences, String otherwise) {
        if (!incidents.isEmpty()) {
            return new LossVerdict(incidents.get(0).verdict(), chain("", incidents));
        }
        if (unsent != null) {
            return new LossVerdict(Verdict.NEVER_SENT, chain(unsent, silences));
        }
        if (!silences.isEmpty()) {
            return new LossVerdict(Verdict.BROKER_SILENT, chain("", silences));
        }
        return new LossVerdict(Verdict.UNDETERMINED, otherwise);
    }

    private static String chain(String beginning, List<Incident> incidents) {
        StringBuilder text = new StringBuilder(beginning);
        for (Incident incident : incidents.subList(0, Math.min(MOST_TOLD, incidents.size()))) {
            text.append(text.length() == 0 ? "" : "; then ").append(incident.text());
        }
        int more = incidents.size() - MOST_TOLD;
        return more <= 0
                ? text.toString()
                : text.append("; and ").append(more).append(" more").toString();
    }

    public Verdict verdict() {
        return verdict;
    }

    public String text() {
        return text;
    }
}
