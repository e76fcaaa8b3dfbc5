/**
 * Shares, differences and percentiles with their intervals. Pure; a JVM of its own.
 *
 * <p>Holds for few events and for none, and for events that come in clusters: hosts, not records, are independent.
 */
package io.kafkatcp.report.stats;
