package io.kafkatcp.core.kafka.common.network;

/** Has the end of the name by which the agent knows Kafka's. */
public abstract class Selector {}
