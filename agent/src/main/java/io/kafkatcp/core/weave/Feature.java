package io.kafkatcp.core.weave;

/**
 * What the agent can do with a copy of Kafka; each needs members of one or more classes, and is on whole or not at all.
 */
enum Feature {
    SOCKET_OPTIONS("socket options"),
    CONNECTION_RECORDS("records of connections"),
    EXPIRED_BATCHES("records of expired batches"),
    LOST_RECORDS("records of lost records"),
    TIMEOUT_CHECK("check of a producer's timeouts");

    private final String text;

    Feature(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
