/**
 * A running agent's answer to status, row by row and as a person reads it. A JVM of its own.
 *
 * <p>An agent may be older or newer than the command line: what is not known is passed on or left out.
 */
package io.kafkatcp.cli.status;
