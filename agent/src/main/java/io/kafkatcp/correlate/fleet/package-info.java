/**
 * All pairs of producers and brokers that the records speak of, and what came of their connects. A JVM of its own.
 *
 * <p>Records come in any order; what is kept grows with the fleet and the time, not with the records.
 */
package io.kafkatcp.correlate.fleet;
