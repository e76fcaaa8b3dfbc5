package io.kafkatcp.core.start.config;

/** The options in force now: a running agent's can be changed, as a whole. */
public final class LiveOptions {

    private volatile Options options;
    private volatile long idleThresholdNs;

    public LiveOptions(Options options) {
        take(options);
    }

    public Options now() {
        return options;
    }

    /** By itself, since each request asks for it. */
    public long idleThresholdNs() {
        return idleThresholdNs;
    }

    /**
     * @param arguments {@code name=value,name=value}
     * @throws BadOptions where anything in them is wrong or cannot be changed; then nothing is changed
     */
    public synchronized void change(String arguments) throws BadOptions {
        take(options.changed(arguments));
    }

    private void take(Options options) {
        this.options = options;
        idleThresholdNs = options.idleThresholdMs() * 1_000_000L;
    }
}
