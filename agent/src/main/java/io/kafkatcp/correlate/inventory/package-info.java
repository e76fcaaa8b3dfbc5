/**
 * Which address is whose, by whatever inventory people have. A JVM of its own.
 *
 * <p>An address that nobody claims stays an address.
 */
package io.kafkatcp.correlate.inventory;
