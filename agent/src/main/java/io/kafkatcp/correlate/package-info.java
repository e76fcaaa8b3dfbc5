/**
 * What many hosts' records say together: which pairs of hosts fail, and why. A JVM of its own.
 *
 * <p>No cause is named that the evidence does not separate from its alternatives.
 */
package io.kafkatcp.correlate;
