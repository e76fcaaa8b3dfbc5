/**
 * Makes flat records again of what a shipper or a service took apart. Pure; a JVM of its own.
 *
 * <p>What comes out is a text again, which a scanner reads like any other.
 */
package io.kafkatcp.recordfile.shipped;
