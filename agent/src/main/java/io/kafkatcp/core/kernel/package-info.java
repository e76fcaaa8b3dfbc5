/**
 * Socket options, TCP_INFO, the socket table, neighbours: what the kernel knows. Isolated loader, any thread.
 *
 * <p>The kernel's numbers are known here alone. A descriptor is used under the monitor that closing takes, so that none
 * is asked that was given to another socket.
 */
package io.kafkatcp.core.kernel;
