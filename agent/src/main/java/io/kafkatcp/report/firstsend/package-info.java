/**
 * What became of first sends after idle, and the idle time from which on flows are forgotten. A JVM of its own.
 *
 * <p>In bounded memory; a flow that keepalive probed tells nothing about a wall.
 */
package io.kafkatcp.report.firstsend;
