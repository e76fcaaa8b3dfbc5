package io.kafkatcp.report.finding;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One cause in words: what, why it is believed, what to change, how sure it is and what would make it surer. */
public final class Finding {

    /** How sure; the order is that of falling certainty. */
    public enum Certainty {
        SURE("sure"),
        LIKELY("likely"),
        POSSIBLE("possible");

        public final String word;

        Certainty(String word) {
            this.word = word;
        }
    }

    public final String title;
    private final List<String> evidence = new ArrayList<>();
    private final List<String> changes = new ArrayList<>();
    private final List<String> commands = new ArrayList<>();
    private Certainty certainty = Certainty.POSSIBLE;
    private String why = "";
    private String surer = "";
    /** Records lost by it, then stalls and failures: for the order. */
    private long lost;

    private long others;

    Finding(String title) {
        this.title = title;
    }

    Finding evidence(String sentence) {
        evidence.add(sentence);
        return this;
    }

    Finding change(String sentence) {
        changes.add(sentence);
        return this;
    }

    Finding changes(List<String> sentences) {
        changes.addAll(sentences);
        return this;
    }

    Finding command(String line) {
        commands.add(line);
        return this;
    }

    Finding sure(Certainty how, String because) {
        certainty = how;
        why = because;
        return this;
    }

    Finding surer(String by) {
        surer = by;
        return this;
    }

    Finding weighs(long lostRecords, long stallsOrFailures) {
        lost = lostRecords;
        others = stallsOrFailures;
        return this;
    }

    public List<String> evidence() {
        return Collections.unmodifiableList(evidence);
    }

    public List<String> changes() {
        return Collections.unmodifiableList(changes);
    }

    /** To copy: flags and commands. */
    public List<String> commands() {
        return Collections.unmodifiableList(commands);
    }

    public Certainty certainty() {
        return certainty;
    }

    public String why() {
        return why;
    }

    public String surer() {
        return surer;
    }

    public long lost() {
        return lost;
    }

    public long others() {
        return others;
    }
}
