/**
 * Records as MBeans for Prometheus' exporter and consoles. Isolated loader; written on the sinks' thread, read on any.
 *
 * <p>{@code javax.management} is known here alone, and starts with the first record: before {@code main} it would take
 * the place of the application's own MBean server.
 */
package io.kafkatcp.core.sink.jmx;
