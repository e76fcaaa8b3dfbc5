/**
 * The report as one page of HTML that needs nothing else. A JVM of its own.
 *
 * <p>Every text from a record is escaped: names come from the network.
 */
package io.kafkatcp.report.page;
