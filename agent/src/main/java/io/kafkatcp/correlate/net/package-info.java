/**
 * Addresses as people and tools write them, which do not agree. A JVM of its own.
 *
 * <p>Pure, and asks no DNS.
 */
package io.kafkatcp.correlate.net;
