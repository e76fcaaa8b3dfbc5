/**
 * Where the bridge's calls come in, and all parts joined. Isolated loader; on Kafka's threads.
 *
 * <p>Passes a call on to whom it concerns and decides nothing but whether that part is on. What it throws, the bridge
 * catches and counts.
 */
package io.kafkatcp.core.hooks;
