/**
 * One class per verb of the command line. A JVM of its own.
 *
 * <p>What was asked for goes to standard output, why it is not possible to standard error, and the exit code says the
 * same to scripts.
 */
package io.kafkatcp.cli;
