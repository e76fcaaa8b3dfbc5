/**
 * Real Kafka brokers in JVMs of their own, on any host of the lab.
 *
 * <p>What producers meet is Kafka itself and never an idea of it.
 */
package io.kafkatcp.lab.broker;
