/**
 * The agent's own threads, queue, schedule, circuit breakers and log. Isolated loader.
 *
 * <p>No thread before the first job. Knows no Kafka; an error of the agent's own is caught, counted and shown once.
 */
package io.kafkatcp.core.runtime;
