package io.kafkatcp.report.firstsend;

import io.kafkatcp.report.Origin;

/**
 * One mark of the chart of first sends: a send of its own, or the first of several that lie so close that they look
 * like one.
 */
public final class Point {

    public final Kind kind;
    public final long idleMs;
    public final long tookMs;
    public final long timeMs;
    public final boolean probed;
    public final String host;
    public final String arm;
    public final String file;
    public final long line;
    /** The record itself, or null where only its place is kept. */
    public final String json;

    long standsFor = 1;

    Point(FirstSend send, boolean withRecord) {
        Origin origin = send.origin();
        this.kind = send.kind;
        this.idleMs = send.idleMs;
        this.tookMs = send.tookMs;
        this.timeMs = send.timeMs;
        this.probed = send.probed;
        this.host = send.host;
        this.arm = send.arm;
        this.file = origin.file;
        this.line = origin.line;
        this.json = withRecord ? origin.json : null;
    }

    public String place() {
        return file + ":" + line;
    }

    public long standsFor() {
        return standsFor;
    }
}
