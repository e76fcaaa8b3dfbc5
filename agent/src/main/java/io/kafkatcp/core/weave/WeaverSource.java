package io.kafkatcp.core.weave;

/** Makes the {@link Weaver} when the first of Kafka's classes arrives, and not before. */
public interface WeaverSource {

    /** @return null where the agent stays out of this JVM after all */
    Weaver get() throws Exception;
}
