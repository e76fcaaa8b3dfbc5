/**
 * One fact as a list of named values, and which there are. Isolated loader; filled by the thread that found the fact,
 * unchanged once published.
 *
 * <p>Knows nobody. Every text is capped: names come from the network.
 */
package io.kafkatcp.core.record;
