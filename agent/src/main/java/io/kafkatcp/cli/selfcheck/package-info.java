/**
 * What of the agent works on this host: tried, and not guessed. Isolated loader, in the command line's JVM.
 *
 * <p>No process but its own is touched: what the kernel gives is tried in a second JVM, which ends with the first.
 */
package io.kafkatcp.cli.selfcheck;
