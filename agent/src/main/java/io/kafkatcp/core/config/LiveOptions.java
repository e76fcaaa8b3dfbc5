package io.kafkatcp.core.config;

/** The options in force now: a running agent's can be changed, as a whole. Isolated loader, any thread. */
public final class LiveOptions {

    private volatile Options now;

    public LiveOptions(Options first) {
        this.now = first;
    }

    public Options now() {
        return now;
    }

    /**
     * @param arguments {@code name=value,name=value}
     * @throws BadOptions where anything in them is wrong or cannot be changed; then nothing is changed
     */
    public synchronized void change(String arguments) throws BadOptions {
        now = now.changed(arguments);
    }
}
