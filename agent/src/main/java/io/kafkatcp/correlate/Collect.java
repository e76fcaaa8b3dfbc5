package io.kafkatcp.correlate;

/** The line that gathers a broker's neighbour table with the time in it. */
public final class Collect {

    public static final String COMMAND =
            "(echo \"# collected $(date -u +%Y-%m-%dT%H:%M:%SZ)\"; ip -s neigh show) > neighbours-$(hostname).txt";

    private Collect() {}
}
